export { type Asked, actionOf, askInSlack, freshCard } from './asked.js';
export { SlackStage } from './slack-stage.js';
