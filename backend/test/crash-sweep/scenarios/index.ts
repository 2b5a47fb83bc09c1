import { CHANGES } from './changes.js';
import { DELIVERIES } from './deliveries.js';
import { ENDINGS } from './endings.js';
import { RUNS } from './runs.js';
import type { Scenario } from './scenario.js';

export const SCENARIOS: readonly Scenario[] = [...RUNS, ...DELIVERIES, ...CHANGES, ...ENDINGS];
export type {
  ExpectedRequest,
  ExpectedRun,
  ExpectedRung,
  PersonRung,
  Scenario,
  Stage,
} from './scenario.js';
