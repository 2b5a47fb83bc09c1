export { HeartBeat } from './heart-beat.js';
export { ProcessRepository, type ProcessSeen } from './process.repository.js';
export { ProcessGauges } from './process-gauges.js';
export { ProcessesModule } from './processes.module.js';
