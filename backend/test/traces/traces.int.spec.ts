import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTracing } from '../../src/platform/telemetry/index.js';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';
import { Collector } from './collector.js';

const SETTINGS = { headers: 'authorization=Bearer%20of-the-collector', serviceName: 'parley-test', share: 1 };
const SAID = 'Help me analyze data but I need guidance';
const ANSWER = 'the numbers of the northern shop';
const MESSAGE = 'POST /api/sessions/:id/messages';
const ANSWERED = 'POST /api/feedback-requests/:id/answer';

describe('one turn, from the request to the channel and back', () => {
  let collector: Collector;
  let stage: DeliveryStage;
  let stranger: { trace: string; parent: string };

  beforeAll(async () => {
    collector = await Collector.start();
    const stop = startTracing({ ...SETTINGS, endpoint: collector.url }, 'all');
    // What a sweep finds before its job does belongs to no request's trace.
    stage = await DeliveryStage.start({ SWEEP_INTERVAL_MS: '60000' });
    const one = await stage.personOn(['SLACK']);
    await turn(one);
    stranger = { trace: randomUUID().replaceAll('-', ''), parent: 'b7ad6b7169203331' };
    await fetch(`${stage.product.url}/api/config`, {
      headers: { traceparent: `00-${stranger.trace}-${stranger.parent}-01` },
    });
    await stage.close();
    await stop();
  });

  afterAll(() => collector?.close());

  const turn = async (one: StagePerson) => {
    const { person } = one;
    const session = await person.newSession('assistant');
    await one.switchTo(session.id, 'SLACK');
    await person.say(session.id, SAID);
    const [request] = await person.pendingSoon(session.id);
    await soon(() => expect(one.got('SLACK')).not.toHaveLength(0));
    await person.answer(request!.id, { type: 'TEXT', text: ANSWER });
    await person.runSoon(session.id, 'COMPLETED');
  };

  const traceOf = (name: string) => collector.spans.find((span) => span.name === name)?.traceId;

  it('the message, its run, what the model was asked and the question on Slack are one trace', () => {
    const trace = traceOf(MESSAGE);
    expect(trace).toMatch(/^[0-9a-f]{32}$/);
    const names = collector.spans.filter(({ traceId }) => traceId === trace).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'invoke_agent assistant',
        'think analyse',
        'chat parley-demo',
        'ask TEXT',
        'deliver SLACK',
      ]),
    );
  });

  it('a call of the model stands in its step, the step in the run, the delivery in its job', () => {
    const paths = collector.paths();
    expect(paths).toContainEqual(
      expect.stringMatching(/^POST .*messages > invoke_agent assistant > think \w+ > chat /),
    );
    expect(paths).toContainEqual(expect.stringMatching(/ > ask TEXT > job deliver > deliver SLACK$/));
  });

  it('the run goes on in its own trace after the answer, and is linked to it', () => {
    const answered = traceOf(ANSWERED);
    const runs = collector.spans.filter(({ name }) => name === 'invoke_agent assistant');
    expect(runs.map(({ traceId }) => traceId)).toEqual(runs.map(() => traceOf(MESSAGE)));
    const links = runs.flatMap((run) => run.links ?? []).map(({ traceId }) => traceId);
    expect(answered).not.toBe(traceOf(MESSAGE));
    expect(links).toContain(answered);
  });

  it('a stranger cannot write into a trace of their choice', () => {
    expect(collector.spans.length).toBeGreaterThan(10);
    expect(collector.spans.map(({ traceId }) => traceId)).not.toContain(stranger.trace);
  });

  it('nothing that was said, and no credential, is in a trace; the collector is shown who we are', () => {
    const all = JSON.stringify(collector.spans);
    for (const secret of [SAID, ANSWER, 'Bearer', 'password']) expect(all).not.toContain(secret);
    expect(collector.headers[0]?.authorization).toBe('Bearer of-the-collector');
  });
});
