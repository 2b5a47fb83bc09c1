import type { LlmUsage } from '../llm/llm-call.js';
import type { StepUnit } from './run-context.js';

export interface TextUnit extends StepUnit {
  /** Everything so far. A text that is no prefix of what follows is replaced. */
  onText(text: string): void;
}

/** Something that makes a text while it is watched: a workflow elsewhere (AG-9). */
export type TextSource<T> = (unit: TextUnit) => Promise<{
  text: string;
  /** What else came of it: it is journaled, so JSON must hold it. */
  value: T;
  usage?: LlmUsage | undefined;
  model?: string | undefined;
}>;
