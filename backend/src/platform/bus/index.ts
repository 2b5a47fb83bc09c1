export { BusModule } from './bus.module.js';
export { EventBus } from './event-bus.js';
