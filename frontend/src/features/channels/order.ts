/** The list with one member a place higher (-1) or lower (+1). At the end of the list nothing moves. */
export const movedBy = <T>(list: readonly T[], member: T, step: -1 | 1): T[] => {
  const from = list.indexOf(member);
  const to = from + step;
  if (from < 0 || to < 0 || to >= list.length) return [...list];
  const next = [...list];
  next.splice(from, 1);
  next.splice(to, 0, member);
  return next;
};

/** In the order of these ids; what they do not name follows in its own order. */
export const inOrder = <T extends { id: string }>(list: readonly T[], ids: readonly string[]): T[] => {
  const place = (item: T) => {
    const at = ids.indexOf(item.id);
    return at < 0 ? ids.length : at;
  };
  return [...list].sort((a, b) => place(a) - place(b));
};
