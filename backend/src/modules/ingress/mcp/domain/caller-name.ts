import { visibleLine } from '../../../../kernel/index.js';

/** Fits the head of a card on a telephone. */
const MAX_LENGTH = 40;

/**
 * Who asks, as people see it. It is the caller's own word for itself: only what can be seen is kept of it, and how it
 * came is always said, so that nothing from outside looks like an agent of this Parley (T27).
 */
export const callerName = (...names: (string | undefined)[]): string => {
  const [name = 'A program'] = names.map((name = '') => visibleLine(name.slice(0, 1_000), MAX_LENGTH)).filter(Boolean);
  return `${name} (over MCP)`;
};
