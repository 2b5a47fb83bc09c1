import { z } from 'zod';

/** Text of a tool's result. Longer ones are cut: what comes from outside is bounded where it is read. */
export const line = (max: number) => z.string().transform((text) => text.slice(0, max));

/** As git names commits and contents. */
export const sha = z.string().regex(/^[0-9a-f]{40}$/);

/** An entry of a tree, as hosts list it. */
export const treeEntry = { path: z.string(), type: z.string(), mode: z.string().optional() };

/** A link is a file to git, and its target would be written as if it were its text. */
export const isFile = ({ type, mode }: { type: string; mode?: string | undefined }): boolean =>
  type === 'blob' && mode !== '120000';
