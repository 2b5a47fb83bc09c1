import { unguardText } from '../domain/guard-text.js';

/** What baml_src/tools.baml wrote into its tags. */
export interface DemoToolUse {
  readonly tool: string;
  readonly outcome: string;
  readonly text: string;
}

const CARD = /<tool>\s*<tool_name>(.*?)<\/tool_name>/g;
const USE =
  /<tool_use outcome="([A-Z]+)">\s*<tool_name>(.*?)<\/tool_name>\s*<tool_arguments>[\s\S]*?<\/tool_arguments>\s*<tool_result>\n([\s\S]*?)\n?<\/tool_result>/g;

export const toolNames = (prompt: string): string[] => [...prompt.matchAll(CARD)].map(([, name = '']) => name);

export const toolUses = (prompt: string): DemoToolUse[] =>
  [...prompt.matchAll(USE)].map(([, outcome = '', tool = '', text = '']) => ({
    tool,
    outcome,
    text: unguardText(text),
  }));
