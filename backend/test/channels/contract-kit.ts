import { randomUUID } from 'node:crypto';
import type { ConversationReference, DeliveryResult, SendContext } from '../../src/modules/channels/index.js';
import type { AdapterFixture } from './adapter-fixture.js';
import { cardOf } from './sample-cards.js';

/** One promise of the channel port: throws when it is broken. */
export type ContractCheck = (fixture: AdapterFixture) => Promise<void>;

export const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
export const context = (thread: ConversationReference | null = null): SendContext => ({ key: randomUUID(), thread });
export const receiptOf = (result: DeliveryResult): ConversationReference => {
  if (!result.ok) throw new Error(`It was not sent: ${result.kind}, ${result.message}`);
  return result.receipt;
};
export const deliver = async ({ adapter, address }: AdapterFixture, question = cardOf(QUESTION), to = context()) =>
  ({ ...to, receipt: receiptOf(await adapter.deliver(address, question, to)) }) as const;
