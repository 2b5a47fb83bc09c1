import type { FeedbackQuestionInput } from '@parley/contracts';
import type { Message, SlackPerson } from '@parley/sandbox/slack';
import { expect } from 'vitest';
import { type Person, type ScriptedAgent, soon } from '../product/index.js';

/** A question that stands in Slack. */
export interface Asked {
  sessionId: string;
  requestId: string;
  channel: string;
  card: Message;
}

interface Who {
  agent: ScriptedAgent;
  person: Person;
  member: SlackPerson;
}

export const choice = (question: string): FeedbackQuestionInput => ({
  type: 'CHOICE',
  question,
  options: [
    { label: 'Red', value: 'red' },
    { label: 'Blue', value: 'blue' },
  ],
});

/** An agent asks, and the card arrives in the member's direct messages. */
export async function askInSlack({ agent, person, member }: Who, question: FeedbackQuestionInput): Promise<Asked> {
  const session = await person.newSession(agent.name, 'About the question');
  agent.play(session.id, async (ctx) => {
    const outcome = await ctx.ask('q', question);
    await ctx.say('done', outcome.kind === 'answered' ? `I heard: ${outcome.text}` : `It ended: ${outcome.kind}`);
  });
  const switched = await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'SLACK' });
  expect(switched.status, switched.text).toBe(200);
  await person.say(session.id, 'go');
  const [request] = await person.pendingSoon(session.id);
  const channel = member.dmChannel();
  const card = await soon(() => {
    const found = member
      .messages(channel)
      .find((message) => JSON.stringify(message.blocks ?? '').includes(question.question));
    if (!found) throw new Error('the card is not there yet');
    return found;
  });
  // It stands there before that is known here; what is written meanwhile is another matter (F59).
  await soon(async () => {
    const { items } = (await person.get(`/api/feedback-requests/${request!.id}/deliveries`)).body;
    expect(items).toContainEqual(expect.objectContaining({ channel: 'SLACK', status: 'ACCEPTED' }));
  });
  return { sessionId: session.id, requestId: request!.id, channel, card };
}

/** The action of a control, by its label. */
export const actionOf = ({ blocks = [] }: Message, label: string): string => {
  const elements = blocks.flatMap(
    (block) => (block.elements ?? []) as unknown as { action_id?: string; text?: { text: string } }[],
  );
  const found = elements.find(({ action_id, text }) => action_id && text?.text === label)?.action_id;
  if (!found) throw new Error(`no control "${label}" in ${JSON.stringify(blocks)}`);
  return found;
};

export const freshCard = (member: SlackPerson, { channel, card }: Asked): Message => {
  const found = member.messages(channel).find(({ ts }) => ts === card.ts);
  if (!found) throw new Error('the card is gone');
  return found;
};
