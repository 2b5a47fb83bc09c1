import { feedbackTypeSchema, idSchema } from '@parley/contracts';
import { z } from 'zod';
import { modalPurposeSchema } from './control-value.js';
import { receiptSchema } from './slack-address.js';

/** What a modal is about. Slack gives it back as it is; nobody but we writes it. */
const metadataSchema = z.strictObject({
  requestId: idSchema,
  type: feedbackTypeSchema,
  purpose: modalPurposeSchema,
  /** Of exactly what was shown when it was opened (FB-11). */
  bindingHash: z.string().nullable(),
  /** Where the card stands. */
  at: receiptSchema.nullable(),
  /** Of the arguments of a tool call, in the order of their fields. */
  names: z.array(z.string()),
});
export type ModalMetadata = z.infer<typeof metadataSchema>;

export const writeMetadata = (metadata: ModalMetadata): string => JSON.stringify(metadata);
/** @throws when it is not one of our modals */
export const readMetadata = (text: string): ModalMetadata => metadataSchema.parse(JSON.parse(text));
