import { feedbackQuestionSchema } from '@parley/contracts';
import { z } from 'zod';

/** What the visitor is started with: one question of a program that is no part of Parley, and whose it is. */
export const visitSchema = z.object({ from: z.string().min(1).max(100), question: feedbackQuestionSchema });
export type Visit = z.infer<typeof visitSchema>;
