interface Turn {
  readonly text: string;
}

/** About 15,000 tokens: enough to remember by, and the cost of a turn stays flat as a session grows. */
export const MAX_HISTORY_CHARACTERS = 60_000;

/** The newest turns that fit, oldest first. The last one is always there. */
export const recentHistory = <T extends Turn>(turns: readonly T[], limit = MAX_HISTORY_CHARACTERS): T[] => {
  let size = 0;
  const start = turns.findLastIndex((turn, index) => {
    size += turn.text.length;
    return size > limit && index < turns.length - 1;
  });
  return turns.slice(start + 1);
};
