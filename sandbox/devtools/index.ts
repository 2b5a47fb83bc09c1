export { NoGit } from './git/git.js';
export { startDevtools } from './start.js';
export type * from './types.js';
