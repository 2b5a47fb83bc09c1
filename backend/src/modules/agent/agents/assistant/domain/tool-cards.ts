import type { ToolCard } from '../../../llm/prompts/assistant.js';
import type { ToolInfo } from '../../../runtime/tool-use.js';
import { clean } from '../../shared/domain/clean-text.js';

/** More than these, and a model reads more of tools than of what the person wants. */
const MAX_TOOLS = 60;
const MAX_DESCRIPTION = 600;
const MAX_SCHEMA = 3_000;

/** Tools as the prompts show them. One whose schema would have to be cut is left out: its arguments could not be known. */
export const toolCards = (tools: readonly ToolInfo[]): ToolCard[] =>
  tools
    .map(({ name, description, inputSchema, policy }) => ({
      name,
      description: clean(description, MAX_DESCRIPTION),
      schema: JSON.stringify(inputSchema),
      asks: policy === 'ASK',
    }))
    .filter(({ schema }) => schema.length <= MAX_SCHEMA)
    .slice(0, MAX_TOOLS);
