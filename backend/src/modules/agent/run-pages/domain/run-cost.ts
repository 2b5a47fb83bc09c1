/** US dollars for a million tokens. */
export interface ModelPrice {
  input: number;
  output: number;
}
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

export interface UsedTokens {
  model: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
}

/** Providers answer with a dated name (`gpt-x-2026-08-01`, `claude-x@20260801`) for the one that was asked for. */
const DATED = /[-@:]\d{4}[\d-]*$/;

const priceOf = (model: string | null, prices: ModelPrices): ModelPrice | undefined => {
  if (model === null) return undefined;
  const name = Object.hasOwn(prices, model) ? model : model.replace(DATED, '');
  return Object.hasOwn(prices, name) ? prices[name] : undefined;
};

/** Null when it cannot be told: nothing was used, or of some model no price is known. */
export const runCost = (steps: readonly UsedTokens[], prices: ModelPrices): number | null => {
  const used = steps.filter((step) => step.inputTokens !== null || step.outputTokens !== null);
  if (used.length === 0) return null;
  let micros = 0;
  for (const { model, inputTokens, outputTokens } of used) {
    const price = priceOf(model, prices);
    if (!price) return null;
    micros += (inputTokens ?? 0) * price.input + (outputTokens ?? 0) * price.output;
  }
  return micros / 1_000_000;
};
