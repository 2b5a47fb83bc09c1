import { type DynamicModule, Global, Module } from '@nestjs/common';
import { HeartBeat, PROCESS_ROLE } from './heart-beat.js';
import { ProcessRepository, type ProcessState } from './process.repository.js';
import { ProcessGauges } from './process-gauges.js';

/** Which processes of Parley there are (OPS-1). */
@Global()
@Module({})
export class ProcessesModule {
  static forRoot(role: ProcessState['role']): DynamicModule {
    return {
      module: ProcessesModule,
      providers: [{ provide: PROCESS_ROLE, useValue: role }, HeartBeat, ProcessGauges, ProcessRepository],
      exports: [HeartBeat, ProcessGauges, ProcessRepository],
    };
  }
}
