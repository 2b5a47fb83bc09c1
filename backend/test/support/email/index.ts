export { DESK, PARLEY } from './addresses.js';
export { type Asked, askByMail, headerOf, mailWith, requestOf } from './asked.js';
export { EmailStage, type EmailStageOptions } from './email-stage.js';
export { type Decision, decide, toGooglesPage } from './google-page.js';
