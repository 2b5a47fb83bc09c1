import { afterAll, beforeAll, describe } from 'vitest';
import { describeAdapterContract } from './adapter-contract.js';
import { type SlackStage, startSlackStage } from './slack-fixture.js';

describe.each(['http', 'socket'] as const)('over %s', (over) => {
  let stage: SlackStage;
  beforeAll(async () => {
    stage = await startSlackStage(over);
  });
  afterAll(() => stage.close());

  describeAdapterContract('SLACK', () => stage.fixture());
});
