import { z } from 'zod';

/** As Slack writes them, in upper case. */
export interface SlackUser {
  teamId: string;
  userId: string;
}

/** Where a person can be reached, as it is stored and compared: `t0acme/u0mira`. */
export const slackAddress = (teamId: string, userId: string): string => `${teamId}/${userId}`.toLowerCase();

const ADDRESS = /^([te][a-z0-9]{4,30})\/([uw][a-z0-9]{4,30})$/i;

/** Null: it names nobody in a workspace. */
export const readSlackAddress = (address: string): SlackUser | null => {
  const [, teamId, userId] = ADDRESS.exec(address) ?? [];
  return teamId && userId ? { teamId: teamId.toUpperCase(), userId: userId.toUpperCase() } : null;
};

/** Where a message stands. Receipts hold exactly this, so that a thread or a card finds its receipt by containment. */
export const receiptSchema = z.object({
  team: z.string().min(1),
  channel: z.string().min(1),
  ts: z.string().min(1),
  threadTs: z.string().min(1),
});
export type SlackReceipt = z.infer<typeof receiptSchema>;
/** A thread, as a receipt (its own message is passed over) or as an event tells it. */
export const threadSchema = receiptSchema.omit({ ts: true });
export type SlackThread = z.infer<typeof threadSchema>;
