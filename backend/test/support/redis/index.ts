export { RedisServer, redisServer } from './redis-server.js';
