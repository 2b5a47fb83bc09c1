import { safeJson } from '@parley/contracts';
import { storableText } from '../../llm/domain/storable-text.js';

/** Of the text and of the data of one result, in UTF-16 code units. */
export const MAX_RESULT = 200_000;

export interface ToolResult {
  readonly text: string;
  /** Its structured result, where it has one that can be stored and is not too large. */
  readonly data: unknown;
  readonly isError: boolean;
  /** Something was left out. */
  readonly cut: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out; line ends and tabs stay
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A result as it is kept and as agents get it: of bounded size, and without what could steer a terminal. */
export const limitResult = (text: string, data: unknown, isError: boolean): ToolResult => {
  const clean = storableText(text.replace(CONTROL, ''));
  const kept = clean.length > MAX_RESULT ? storableText(clean.slice(0, MAX_RESULT)) : clean;
  const left = clean.length - kept.length;
  const fits =
    (data ?? null) === null || (safeJson.safeParse(data).success && JSON.stringify(data).length <= MAX_RESULT);
  const told = left > 0 ? `${kept}\n\n[cut here: ${left} more characters were left out]` : kept;
  return { text: told, data: fits ? (data ?? null) : null, isError, cut: left > 0 || !fits };
};
