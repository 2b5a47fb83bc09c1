import { afterAll, beforeAll } from 'vitest';
import { describeAdapterContract } from './adapter-contract.js';
import { type EmailStage, startEmailStage } from './email-fixture.js';

let stage: EmailStage;
beforeAll(async () => {
  stage = await startEmailStage();
});
afterAll(() => stage.close());

describeAdapterContract('EMAIL', () => stage.fixture());
