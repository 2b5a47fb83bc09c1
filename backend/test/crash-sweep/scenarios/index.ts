import { CHANGES } from './changes.js';
import { DELIVERIES } from './deliveries.js';
import { ENDINGS } from './endings.js';
import { MAILS } from './mails.js';
import { RUNS } from './runs.js';
import type { Scenario } from './scenario.js';

export const SCENARIOS: readonly Scenario[] = [...RUNS, ...DELIVERIES, ...CHANGES, ...ENDINGS, ...MAILS];
export type {
  ExpectedRequest,
  ExpectedRun,
  ExpectedRung,
  PersonRung,
  Scenario,
  Stage,
} from './scenario.js';
