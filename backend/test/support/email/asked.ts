import type { FeedbackQuestionInput } from '@parley/contracts';
import type { MailPerson, ReadMail } from '@parley/sandbox/mail';
import { type Asking, beginAsking, deliveryKnown, type Person, soon } from '../product/index.js';

/** A question that stands in somebody's mailbox. */
export interface Asked {
  sessionId: string;
  requestId: string;
  mail: ReadMail;
}

interface Who extends Asking {
  member: MailPerson;
}

/** An agent asks, the mail arrives, and that is known. */
export async function askByMail({ member, ...asking }: Who, question: FeedbackQuestionInput): Promise<Asked> {
  const begun = await beginAsking(asking, 'EMAIL', question);
  const mail = await mailWith(member, question.question);
  await deliveryKnown(asking, 'EMAIL', begun.requestId);
  return { ...begun, mail };
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
