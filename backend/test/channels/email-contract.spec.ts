import { afterAll, beforeAll } from 'vitest';
import { describeAdapterContract } from './adapter-contract.js';
import { type EmailBench, startEmailBench } from './email-fixture.js';

let stage: EmailBench;
beforeAll(async () => {
  stage = await startEmailBench();
});
afterAll(() => stage.close());

describeAdapterContract('EMAIL', () => stage.fixture());
