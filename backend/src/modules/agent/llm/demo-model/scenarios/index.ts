import type { Scenario } from '../scenario.js';
import { analyseData } from './analyse-data.js';
import { bookRoom } from './book-room.js';
import { changeConfig } from './change-config.js';
import { cleanUp } from './clean-up.js';
import { clock } from './clock.js';
import { everything } from './everything.js';
import { greeting } from './greeting.js';
import { launchMail } from './launch-mail.js';
import { longStory } from './long-story.js';
import { makeBranch } from './make-branch.js';
import { notice } from './notice.js';
import { planOffsite } from './plan-offsite.js';
import { remember } from './remember.js';

/** Asked from top to bottom; the first that fits is played. */
export const SCENARIOS: readonly Scenario[] = [
  remember,
  clock,
  makeBranch,
  everything,
  longStory,
  analyseData,
  launchMail,
  cleanUp,
  changeConfig,
  bookRoom,
  planOffsite,
  notice,
  greeting,
];
