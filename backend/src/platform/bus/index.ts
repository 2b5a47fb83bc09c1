export { BusModule } from './bus.module.js';
export { EventBus } from './event-bus.js';
export { NatsLine, type NatsMessage } from './nats-line.js';
