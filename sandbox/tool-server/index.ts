export { HttpToolServer } from './http-tool-server.js';
export type { ToolEffect } from './tool-world.js';
