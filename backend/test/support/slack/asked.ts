import type { FeedbackQuestionInput } from '@parley/contracts';
import type { Message, SlackPerson } from '@parley/sandbox/slack';
import { type Asking, beginAsking, deliveryKnown, soon } from '../product/index.js';

/** A question that stands in Slack. */
export interface Asked {
  sessionId: string;
  requestId: string;
  channel: string;
  card: Message;
}

interface Who extends Asking {
  member: SlackPerson;
}

/** An agent asks, the card arrives in the member's direct messages, and that is known. */
export async function askInSlack({ member, ...asking }: Who, question: FeedbackQuestionInput): Promise<Asked> {
  const begun = await beginAsking(asking, 'SLACK', question);
  const channel = member.dmChannel();
  const card = await soon(() => {
    const found = member
      .messages(channel)
      .find((message) => JSON.stringify(message.blocks ?? '').includes(question.question));
    if (!found) throw new Error('the card is not there yet');
    return found;
  });
  await deliveryKnown(asking, 'SLACK', begun.requestId);
  return { ...begun, channel, card };
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
