/** One of a list of cards that are folded, opened and walked through by keys. */
export interface CardPlace {
  folded: boolean;
  /** Counted from 1. */
  position: number;
  total: number;
  /** The one card of the list that Tab stops at. */
  current: boolean;
  onUnfold: () => void;
  /** It no longer waits for the person who had the focus in it. */
  onDone: () => void;
}
