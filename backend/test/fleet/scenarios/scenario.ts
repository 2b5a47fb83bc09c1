import type { Fleet } from '../stage/fleet.js';

export interface Verdict {
  /** One line. */
  figures: string;
  problems: readonly string[];
}

export interface Scenario {
  name: string;
  /** Not in the sample. */
  long?: boolean;
  /** @param sample the short form, which belongs to `npm test` */
  run(fleet: Fleet, sample: boolean): Promise<Verdict>;
}
