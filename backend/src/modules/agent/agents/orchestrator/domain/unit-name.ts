/** Words of a model or of an agent as the name of a unit: one line of what can be seen, without what a journal's key is made of. */
export const unitName = (text: string): string =>
  text
    .replaceAll(/[/#\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .toWellFormed() || 'unnamed';
