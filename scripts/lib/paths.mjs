import { dirname, join } from 'node:path';

/** The project's root folder. */
export const root = dirname(dirname(import.meta.dirname));
export const inRoot = (...parts) => join(root, ...parts);
