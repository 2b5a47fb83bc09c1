import { setTimeout as pause } from 'node:timers/promises';
import { type SampleWorkflow, startSampleWorkflow, storyAbout } from '@parley/sandbox/agents/workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Broker, natsServer, WorkflowLine } from '../support/nats/index.js';

const STREAMS = 1_000;
const AT_ONCE = 200;
const SPOILED = { duplicate: 0.2, reorder: 0.2, lose: 0.05, garbage: 0.02 };

describe.skipIf(!natsServer)('a thousand streamed answers', () => {
  let broker: Broker;
  let service: SampleWorkflow;
  let parley: WorkflowLine;

  beforeAll(async () => {
    broker = await Broker.start();
    service = await startSampleWorkflow({ natsUrl: broker.url, paceMs: 40, faults: SPOILED });
    parley = new WorkflowLine(broker.url, { firstMs: 15_000, idleMs: 15_000, gapMs: 300 });
  });

  afterAll(async () => {
    await parley?.close();
    await service?.stop();
    await broker?.kill();
  });

  it('end in exactly the right text, though chunks are doubled, swapped and lost and the broker dies twice', async () => {
    let ended = 0;
    let begun = 0;
    const wrong: string[] = [];
    const tellOne = async () => {
      while (begun < STREAMS) {
        const input = `story ${begun++}`;
        const { text, value, usage, shown } = await parley.leg('storyteller', input);
        if (text !== storyAbout(input)) wrong.push(`${input}: ${text}`);
        if (shown.some((part) => !text.startsWith(part))) wrong.push(`${input}: showed something else`);
        expect(value).toEqual({ kind: 'completed', finishReason: 'stop' });
        expect(usage?.inputTokens).toBe(12);
        ended += 1;
      }
    };
    const restart = async (after: number) => {
      while (ended < after) await pause(20);
      await broker.kill();
      await pause(300);
      await broker.begin();
    };
    await Promise.all([
      ...Array.from({ length: AT_ONCE }, tellOne),
      restart(STREAMS / 4).then(() => restart(STREAMS / 2)),
    ]);
    expect(wrong).toEqual([]);
    expect(ended).toBe(STREAMS);
    const again = service.requests.length - new Set(service.requests.map((one) => one.correlation_id)).size;
    expect(again, 'some had to be asked again').toBeGreaterThan(STREAMS / 4);
  }, 60_000);
});
