import { z } from 'zod';

/** https://docs.cloud.google.com/pubsub/docs/push#receive_push */
const pushSchema = z.object({
  message: z.object({ data: z.base64().max(10_000) }),
  subscription: z.string(),
});
const noticeSchema = z.object({ emailAddress: z.string().max(320) });

/** What a push says: something is new in this mailbox. Null: it is none of Gmail's. */
export const readPush = (body: unknown): { mailbox: string; subscription: string } | null => {
  const push = pushSchema.safeParse(body);
  if (!push.success) return null;
  const notice = noticeSchema.safeParse(parsed(Buffer.from(push.data.message.data, 'base64').toString()));
  if (!notice.success) return null;
  return { mailbox: notice.data.emailAddress.toLowerCase(), subscription: push.data.subscription };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
