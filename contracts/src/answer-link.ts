import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { feedbackAnswerSchema, feedbackQuestionSchema, feedbackStatusSchema } from './feedback.js';
import { idSchema, safeText, timestampSchema } from './text.js';

/** Of a button in a mail: the address it leads to is `/answer/<token>?choose=<n>`. One that is no token is an unknown one. */
const linkTokenSchema = safeText(200);

export const lookAtLinkSchema = z.strictObject({ token: linkTokenSchema });
/** Either the button as it stands, counted from 0 as in the mail, or the answer itself, such as a button with a comment. */
export const answerByLinkSchema = z
  .strictObject({
    token: linkTokenSchema,
    choose: z.int().min(0).max(99).optional(),
    answer: feedbackAnswerSchema.optional(),
  })
  .refine((body) => (body.choose === undefined) !== (body.answer === undefined), 'give either choose or answer');

const about = {
  sessionId: idSchema,
  agent: z.string(),
  /** To whom the mail went: the name. */
  person: z.string(),
  /** The question in its own words. Null: it is sensitive, and so not for everybody who has the link. */
  asked: z.string().nullable(),
};

/** What stands behind a button in a mail, for whoever has its link (EML-5). */
export const answerLinkSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('OPEN'),
    ...about,
    question: feedbackQuestionSchema,
    expiresAt: timestampSchema.nullable(),
    /** The buttons of the mail, in its order. */
    controls: z.array(z.object({ label: z.string(), answer: feedbackAnswerSchema })),
    /** What a press here takes. OTHER_PERSON: somebody is signed in whose decision it is not. */
    needs: z.enum(['NOTHING', 'SIGN_IN', 'OTHER_PERSON']),
  }),
  /** Somebody else decides it now, by name. */
  z.object({ state: z.literal('HANDED_ON'), ...about, to: z.string().nullable() }),
  /** It waits, but for no button: it is sensitive, was not shown in whole, or takes more than a press. */
  z.object({ state: z.literal('ELSEWHERE'), ...about, why: z.enum(['SENSITIVE', 'NOT_WHOLE', 'MORE_THAN_A_PRESS']) }),
  z.object({
    state: z.literal('ENDED'),
    ...about,
    status: feedbackStatusSchema.exclude(['PENDING']),
    settledAt: timestampSchema.nullable(),
    response: z
      .object({
        by: z.string(),
        channel: channelTypeSchema,
        at: timestampSchema,
        /** Only for whom it was asked, and for who gave it just now. */
        text: z.string().nullable(),
      })
      .nullable(),
  }),
]);
export type AnswerLink = z.infer<typeof answerLinkSchema>;

export const answeredLinkSchema = z.object({
  /** Is this press the answer that counts? If not, `link` says why. */
  counted: z.boolean(),
  link: answerLinkSchema,
});
export type AnsweredLink = z.infer<typeof answeredLinkSchema>;
