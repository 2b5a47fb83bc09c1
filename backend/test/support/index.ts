export { createTestDatabase, type TestDatabase } from './test-database.js';
export { startTestServer } from './test-server.js';
