import { storyAbout } from '@parley/sandbox/agents/workflow';
import { describe, expect, it } from 'vitest';
import { startLocalWorkflow } from '../../src/stand-ins/local-workflow.js';
import { Broker, natsServer, WorkflowLine } from '../support/nats/index.js';

describe.skipIf(!natsServer)('the sample service of a machine that has a broker', () => {
  it('serves as soon as the broker is there, though that came later', async () => {
    const broker = await Broker.away();
    const service = startLocalWorkflow({ natsUrls: [broker.url] });
    const parley = new WorkflowLine(broker.url, { firstMs: 15_000 });
    const told = parley.leg('storyteller', 'the pier');
    await broker.begin();
    expect((await told).text).toBe(storyAbout('the pier'));
    await Promise.all([parley.close(), service.close()]);
    await broker.kill();
  });

  it('ends at once while it still waits for the broker', async () => {
    const broker = await Broker.away();
    await startLocalWorkflow({ natsUrls: [broker.url] }).close();
  });
});
