import { GiveUpWork } from './give-up-work.use-case.js';
import { OpenWorkRepository } from './open-work.repository.js';
import { RetryWorkNow } from './retry-work-now.use-case.js';
import { ShowWork } from './show-work.use-case.js';

export { WorkController } from './work.controller.js';

/** What is due, and an operator's hand on it. */
export const WORK_PROVIDERS = [GiveUpWork, OpenWorkRepository, RetryWorkNow, ShowWork];
