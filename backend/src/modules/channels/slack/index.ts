export { type Control, parseControl } from './domain/block-action.js';
export { cardModal } from './domain/card-modal.js';
export { escapeSlack } from './domain/mrkdwn.js';
export { errorBlocks, readSubmission } from './domain/read-submission.js';
export { readSlackAddress, type SlackReceipt, slackAddress } from './domain/slack-address.js';
export { slackClient, slackClientOptions } from './slack-api.js';
export { SlackChannelAdapter } from './slack-channel.adapter.js';
export type { SlackInstallation } from './slack-installations.js';
