export { type Asked, askByMail, choice, headerOf, mailWith, requestOf } from './asked.js';
export { EmailStage, type EmailStageOptions, PARLEY } from './email-stage.js';
export { type Decision, decide, toGooglesPage } from './google-page.js';
