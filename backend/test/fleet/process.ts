import 'reflect-metadata';
import { loadConfig } from '../../src/config/index.js';
import { RecordingChannelAdapter } from '../../src/modules/channels/recording/recording-channel.adapter.js';
import { startProduct } from '../../src/start-product.js';
import { fleetAgents } from './agents.js';
import { recordedSlack } from './recorded-slack.js';

/** The product as it is deployed, with agents that are made for being interrupted, and a Slack that keeps what it is given. */
const config = loadConfig(process.env);
const folder = process.argv[2] as string;
const slack = new RecordingChannelAdapter({
  type: 'SLACK',
  channel: recordedSlack(folder),
  publicUrl: config.publicUrl,
});
await startProduct(config, fleetAgents(), [slack]);
// Whoever started us holds the other end: without them nobody would ever stop us.
process.stdin.on('end', () => process.exit(0)).resume();
