const AMOUNT = String.raw`(\d{1,3}(?:[ ,.]\d{3})+|\d+)(?:[.,](\d{1,2}))?`;
const CURRENCY = String.raw`(?:€|EUR\b|euros?\b)`;
const LIMIT = String.raw`\b(?:budget|up to|at most|max(?:imum)?|under|within|limit|no more than|spend)\b[^\d\n]{0,24}`;

const euros = (whole = '0', cents = ''): number => Number(`${whole.replace(/[ ,.]/g, '')}.${cents || '0'}`);

/** What may be spent; 'any' when there is no limit. An answer that is nothing but an amount counts as well. */
export const readBudget = (told: readonly string[]): number | 'any' | undefined => {
  let found: number | 'any' | undefined;
  for (const text of told) {
    const said = new RegExp(`${LIMIT}${AMOUNT}`, 'i').exec(text);
    const bare = new RegExp(String.raw`^\s*${CURRENCY}?\s*${AMOUNT}\s*${CURRENCY}?\s*\.?\s*$`, 'i').exec(text);
    const amount = said ?? bare;
    if (/\b(no limit|any budget|whatever it costs)\b/i.test(text)) found = 'any';
    else if (amount) found = euros(amount[1], amount[2]);
  }
  return found;
};

export interface Cost {
  readonly times: number;
  readonly each: number;
}

/** Amounts in euros, with how many times each; what may be spent is no cost. */
export const readCosts = (told: readonly string[]): Cost[] => {
  const text = told.join('\n').replace(new RegExp(`${LIMIT}${CURRENCY}?\\s*${AMOUNT}\\s*${CURRENCY}?`, 'gi'), ' ');
  const times = String.raw`(?:(\d+)\s*[×x*]\s*)?`;
  const pattern = new RegExp(`${times}(?:${AMOUNT}\\s*${CURRENCY}|${CURRENCY}\\s*${AMOUNT})`, 'gi');
  return [...text.matchAll(pattern)].map(([, count, whole, cents, whole2, cents2]) => ({
    times: Number(count ?? 1),
    each: euros(whole ?? whole2, cents ?? cents2),
  }));
};
