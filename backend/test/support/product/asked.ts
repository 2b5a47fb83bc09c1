import type { ChannelType, Delivery, FeedbackQuestionInput } from '@parley/contracts';
import { expect } from 'vitest';
import type { ScriptedAgent } from './scripted-agent.js';
import { type Person, soon } from './test-person.js';

export interface Asking {
  agent: ScriptedAgent;
  person: Person;
}

export const choice = (question: string): FeedbackQuestionInput => ({
  type: 'CHOICE',
  question,
  options: [
    { label: 'Red', value: 'red' },
    { label: 'Blue', value: 'blue' },
  ],
});

/** An agent asks in a new conversation on this channel, whether or not it arrives there, and says at the end what it heard. */
export const beginAsking = async (
  { agent, person }: Asking,
  channel: ChannelType,
  question: FeedbackQuestionInput,
): Promise<{ sessionId: string; requestId: string }> => {
  const session = await person.newSession(agent.name, 'About the question');
  agent.play(session.id, async (ctx) => {
    const outcome = await ctx.ask('q', question);
    await ctx.say('done', outcome.kind === 'answered' ? `I heard: ${outcome.text}` : `It ended: ${outcome.kind}`);
  });
  const switched = await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel });
  expect(switched.status, switched.text).toBe(200);
  await person.say(session.id, 'go');
  const [request] = await person.pendingSoon(session.id);
  return { sessionId: session.id, requestId: request!.id };
};

/** It stands there before that is known here; what is written meanwhile is another matter (F59). */
export const deliveryKnown = ({ person }: Pick<Asking, 'person'>, channel: ChannelType, requestId: string) =>
  soon(async () => {
    const items: Delivery[] = (await person.get(`/api/feedback-requests/${requestId}/deliveries`)).body.items;
    const known = items.filter((one) => one.channel === channel && ['ACCEPTED', 'FAILED'].includes(one.status));
    expect(known).not.toEqual([]);
  });
