export { type Asking, beginAsking, choice, deliveryKnown } from './asked.js';
export { Browser } from './browser.js';
export { databaseText } from './database-text.js';
export { RawSocket } from './raw-socket.js';
export { type Script, ScriptedAgent } from './scripted-agent.js';
export { SessionReader } from './session-reader.js';
export { call, type Person, soon } from './test-person.js';
export { ORIGIN, startTestProduct, type TestProduct } from './test-product.js';
export { TestSocket } from './test-socket.js';
