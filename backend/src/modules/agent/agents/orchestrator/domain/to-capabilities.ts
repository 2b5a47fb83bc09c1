import { clean } from '../../shared/domain/clean-text.js';
import type { Capability } from './ranking.js';

const MAX_CAPABILITIES = 8;

/** What the model wants to search for, as far as it can be used. The first of two with one id counts. */
export const toCapabilities = (wanted: readonly Capability[]): Capability[] => {
  const found = new Map<string, Capability>();
  for (const one of wanted) {
    const need = clean(one.need, 200) || clean(one.search, 200);
    const id = clean(one.id, 60) || need;
    if (id && !found.has(id)) found.set(id, { id, need, search: clean(one.search, 500) || need });
  }
  return [...found.values()].slice(0, MAX_CAPABILITIES);
};
