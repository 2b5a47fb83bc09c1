import { Injectable } from '@nestjs/common';

/** What a process tells of its load. */
type Gauge = 'sockets' | 'sessions';

/** Where the parts of a process put what there is to count of them; it is counted when somebody looks. */
@Injectable()
export class ProcessGauges {
  private readonly gauges = new Map<Gauge, () => number>();

  set(gauge: Gauge, count: () => number): void {
    this.gauges.set(gauge, count);
  }

  read(gauge: Gauge): number {
    return this.gauges.get(gauge)?.() ?? 0;
  }
}
