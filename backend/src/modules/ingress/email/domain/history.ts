/** Something that happened to a mail, as Gmail's history tells it. */
export interface Change {
  /** Of the record; several changes may stand in one. */
  historyId: string;
  gmailId: string;
  labelIds: readonly string[];
}

const OURS = ['SENT', 'DRAFT', 'CHAT'];

/** Did somebody write it to us? Whatever a filter made of it (F72). */
export const isIncoming = ({ labelIds }: Pick<Change, 'labelIds'>): boolean =>
  !labelIds.some((label) => OURS.includes(label));

/** Did we write it to ourselves? Gmail keeps both ends of it as one mail. */
export const isToOurselves = ({ labelIds }: Pick<Change, 'labelIds'>): boolean =>
  labelIds.includes('SENT') && labelIds.includes('INBOX');

/**
 * How far the cursor may move: to the last record before the first mail that could not be fetched yet, so that it is asked
 * for again. Only by what was seen: Gmail's own newest id may belong to something that it does not show yet (F45).
 * @param changes oldest first
 */
export const cursorAfter = (changes: readonly Change[], missing: ReadonlySet<string>): string | null => {
  const stop = changes.find(({ gmailId }) => missing.has(gmailId))?.historyId;
  const passed = changes.filter(({ historyId }) => stop === undefined || BigInt(historyId) < BigInt(stop));
  return passed.at(-1)?.historyId ?? null;
};
