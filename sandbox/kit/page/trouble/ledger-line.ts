/** An entry of a ledger in one line. */
export interface LedgerLine {
  title: string;
  /** What came of it. */
  outcome: string;
  isGood: boolean;
  note: string;
}

/** What is known of these, in one line. */
export const joined = (...words: (string | undefined | false | null)[]): string => words.filter(Boolean).join(' · ');

/** Every word has to stand somewhere in the entry. */
export const fits = (entry: object, filter: string): boolean => {
  const whole = JSON.stringify(entry).toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
};
