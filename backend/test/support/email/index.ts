export { DESK, PARLEY } from './addresses.js';
export { type Asked, askByMail, headerOf, mailWith, requestOf } from './asked.js';
export { EmailStage, type EmailStageOptions } from './email-stage.js';
export { decide, toGooglesPage } from './google-page.js';
export { GoogleStage } from './google-stage.js';
