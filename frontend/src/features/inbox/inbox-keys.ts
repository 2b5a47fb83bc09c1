export interface InboxRow {
  id: string;
  /** Its card shows whole, with its controls. */
  open: boolean;
  /** It still waits: keys stop at it. */
  waits: boolean;
}
export interface InboxView {
  rows: readonly InboxRow[];
  activeId: string | null;
  /** The focus is on the card itself, not on a control in it. */
  onCard: boolean;
}

export type InboxMove =
  | { kind: 'focus'; id: string }
  /** Shows the whole card. `press`: the key to press in it then; null: its first control gets the focus. */
  | { kind: 'open'; id: string; press: string | null }
  | { kind: 'fold'; id: string }
  | { kind: 'session'; id: string };

/** Keys of a card that may follow its opening. Not `a`: nobody approves what has not been on the screen. */
const PRESSED_AFTER_OPENING = /^[rscde1-9]$/;

const stops = ({ rows, activeId }: InboxView) => rows.filter(({ id, waits }) => waits || id === activeId);

const step = (view: InboxView, by: 1 | -1): InboxMove | null => {
  const list = stops(view);
  const at = list.findIndex(({ id }) => id === view.activeId);
  // Nothing is active yet: down begins at the top, up at the bottom.
  const from = at < 0 && by < 0 ? list.length : at;
  const next = list[Math.min(list.length - 1, Math.max(0, from + by))];
  return next ? { kind: 'focus', id: next.id } : null;
};

const edge = (view: InboxView, at: 0 | -1): InboxMove | null => {
  const id = view.rows.filter(({ waits }) => waits).at(at)?.id;
  return id ? { kind: 'focus', id } : null;
};

const onOpenCard = (key: string, id: string): InboxMove | null => (key === 'Escape' ? { kind: 'fold', id } : null);

const onFolded = (key: string, id: string): InboxMove | null => {
  if (key === 'Enter' || key === 'a') return { kind: 'open', id, press: null };
  return PRESSED_AFTER_OPENING.test(key) ? { kind: 'open', id, press: key } : null;
};

/** What a key means in the inbox; null: nothing. Keys that an open card takes itself do not come here. */
export const inboxMove = (key: string, view: InboxView): InboxMove | null => {
  if (key === 'j' || (key === 'ArrowDown' && view.onCard)) return step(view, 1);
  if (key === 'k' || (key === 'ArrowUp' && view.onCard)) return step(view, -1);
  if (key === 'Home' && view.onCard) return edge(view, 0);
  if (key === 'End' && view.onCard) return edge(view, -1);
  const active = view.rows.find(({ id }) => id === view.activeId);
  if (!active) return null;
  if (key === 'o') return { kind: 'session', id: active.id };
  if (!view.onCard || !active.waits) return null;
  return active.open ? onOpenCard(key, active.id) : onFolded(key, active.id);
};

/** Where the focus goes when a row is done with: what waits below it, else what waits above. */
export const nextAfter = (rows: readonly InboxRow[], id: string): string | null => {
  const at = rows.findIndex((row) => row.id === id);
  const waits = (row: InboxRow) => row.waits && row.id !== id;
  return (rows.slice(at + 1).find(waits) ?? rows.slice(0, Math.max(0, at)).findLast(waits))?.id ?? null;
};
