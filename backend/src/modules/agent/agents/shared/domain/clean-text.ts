import { storableText } from '../../../llm/domain/storable-text.js';

/** Model text cut to what a field may hold. JSON escapes can bring NUL and half surrogates back after parsing. */
export const clean = (text: string | null | undefined, maxLength: number): string =>
  storableText((text ?? '').trim().slice(0, maxLength)).trim();

/** As `clean`, undefined when nothing is left. */
export const cleanOrNone = (text: string | null | undefined, maxLength: number): string | undefined =>
  clean(text, maxLength) || undefined;
