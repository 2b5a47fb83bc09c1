/** `1,204 → 310 tokens`, null where no model was asked. */
export const tokens = (input: number | null, output: number | null) =>
  (input ?? 0) + (output ?? 0) === 0
    ? null
    : `${(input ?? 0).toLocaleString()} → ${(output ?? 0).toLocaleString()} tokens`;

/** `$0.0042`, `$1.20`: small amounts keep the digits that say something. */
export const cost = (usd: number) =>
  `$${usd === 0 ? '0' : usd < 0.00005 ? '<0.0001' : usd < 1 ? usd.toFixed(4) : usd.toFixed(2)}`.replace('$<', '<$');

/** A score from 0 to 1 as `67 %`. */
export const percent = (score: number) => `${Math.round(score * 100)} %`;
