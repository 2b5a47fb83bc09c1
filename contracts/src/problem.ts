import { z } from 'zod';

/** RFC 9457 problem document. `code` is stable and meant for programs; `detail` is meant for people. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  /** Field errors of a body that does not fit its schema. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Seconds to wait, when the code is `rate_limited`. */
  retryAfter: z.number().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
