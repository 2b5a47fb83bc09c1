import { SensitiveWords } from './sensitive-words.js';
import { ShowRun } from './show-run.use-case.js';
import { ShowStep } from './show-step.use-case.js';

export { RunPagesController } from './run-pages.controller.js';
export const RUN_PAGES_PROVIDERS = [SensitiveWords, ShowRun, ShowStep];
