export { type Asked, actionOf, askInSlack, choice, freshCard } from './asked.js';
export { SlackStage } from './slack-stage.js';
