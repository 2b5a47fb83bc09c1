import type { FeedbackQuestionInput } from '@parley/contracts';
import type { MailPerson, ReadMail } from '@parley/sandbox/mail';
import { expect } from 'vitest';
import { type Person, type ScriptedAgent, soon } from '../product/index.js';

/** A question that stands in somebody's mailbox. */
export interface Asked {
  sessionId: string;
  requestId: string;
  mail: ReadMail;
}

interface Who {
  agent: ScriptedAgent;
  person: Person;
  member: MailPerson;
}

export const choice = (question: string): FeedbackQuestionInput => ({
  type: 'CHOICE',
  question,
  options: [
    { label: 'Red', value: 'red' },
    { label: 'Blue', value: 'blue' },
  ],
});

/** An agent asks, and the mail arrives. */
export async function askByMail({ agent, person, member }: Who, question: FeedbackQuestionInput): Promise<Asked> {
  const session = await person.newSession(agent.name, 'About the question');
  agent.play(session.id, async (ctx) => {
    const outcome = await ctx.ask('q', question);
    await ctx.say('done', outcome.kind === 'answered' ? `I heard: ${outcome.text}` : `It ended: ${outcome.kind}`);
  });
  const switched = await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'EMAIL' });
  expect(switched.status, switched.text).toBe(200);
  await person.say(session.id, 'go');
  const [request] = await person.pendingSoon(session.id);
  return { sessionId: session.id, requestId: request!.id, mail: await mailWith(member, question.question) };
}

/** The newest mail in the inbox that says this. */
export const mailWith = (member: MailPerson, words: string): Promise<ReadMail> =>
  soon(async () => {
    for (const { id } of member.inbox()) {
      const mail = await member.read(id);
      if (mail.text.replace(/\s+/g, ' ').includes(words)) return mail;
    }
    throw new Error(`no mail says "${words}"`);
  });

export const requestOf = async (person: Person, id: string) => (await person.get(`/api/feedback-requests/${id}`)).body;

export const headerOf = ({ headers }: ReadMail, name: string): string =>
  headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? '';
