export { DemoModel } from './demo-model/demo-model.js';
export { LlmModule } from './llm.module.js';
export type { LlmCall, LlmResult, LlmUsage } from './llm-call.js';
export { LlmGateway, type LlmRunOptions } from './llm-gateway.js';
export { type LlmSettings, usesDemoModel } from './llm-settings.js';
