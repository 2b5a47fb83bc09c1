export { SlackStage } from './slack-stage.js';
