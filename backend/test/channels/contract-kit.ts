import { randomBytes, randomUUID } from 'node:crypto';
import type { ConversationReference, DeliveryResult, SendContext } from '../../src/modules/channels/index.js';
import type { AdapterFixture } from './adapter-fixture.js';
import { cardOf } from './sample-cards.js';

/** One promise of the channel port: throws when it is broken. */
export type ContractCheck = (fixture: AdapterFixture) => Promise<void>;

export const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const token = (): string => randomBytes(20).toString('hex');
/** As the core makes it: its tokens are of use to a channel that has reply tokens, and of none to another. */
export const context = (thread: ConversationReference | null = null): SendContext => ({
  ...{ key: randomUUID(), thread },
  tokens: { reply: token(), link: token() },
});
export const receiptOf = (result: DeliveryResult): ConversationReference => {
  if (!result.ok) throw new Error(`It was not sent: ${result.kind}, ${result.message}`);
  return result.receipt;
};
export const deliver = async ({ adapter, address }: AdapterFixture, question = cardOf(QUESTION), to = context()) =>
  ({ ...to, receipt: receiptOf(await adapter.deliver(address, question, to)) }) as const;
