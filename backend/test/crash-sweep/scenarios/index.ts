import { CHANGES } from './changes.js';
import { DELIVERIES } from './deliveries.js';
import { ENDINGS } from './endings.js';
import { ERRANDS } from './errands.js';
import { MAILS } from './mails.js';
import { RUNS } from './runs.js';
import type { Scenario } from './scenario.js';
import { TICKETS } from './tickets.js';

export const SCENARIOS: readonly Scenario[] = [
  ...RUNS,
  ...DELIVERIES,
  ...CHANGES,
  ...ENDINGS,
  ...MAILS,
  ...TICKETS,
  ...ERRANDS,
];
export type {
  ExpectedRequest,
  ExpectedRun,
  ExpectedRung,
  PersonRung,
  Scenario,
  Stage,
} from './scenario.js';
