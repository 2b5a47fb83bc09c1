/** What was begun and not sent, by place; kept while the page is open. */
const drafts = new Map<string, string>();

export const draftOf = (place: string): string => drafts.get(place) ?? '';

export const keepDraft = (place: string, text: string): void => {
  if (text === '') drafts.delete(place);
  else drafts.set(place, text);
};
