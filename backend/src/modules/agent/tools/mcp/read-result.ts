import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/client';
import { limitResult } from '../domain/limit-result.js';
import type { CallResult } from '../known-tool.js';

const kilobytes = (base64: string) => `${Math.ceil((base64.length * 3) / 4 / 1_024)} KiB`;

const textOf = (block: ContentBlock): string => {
  switch (block.type) {
    case 'text':
      return block.text;
    case 'image':
    case 'audio':
      return `[${block.mimeType}, ${kilobytes(block.data)}]`;
    case 'resource_link':
      return `${block.title ?? block.name}: ${block.uri}`;
    case 'resource':
      return 'text' in block.resource
        ? block.resource.text
        : `[${block.resource.uri}, ${kilobytes(block.resource.blob)}]`;
    // A kind that came into the protocol later.
    default:
      return '[something that cannot be read here]';
  }
};

/** A tool's own result. A structured one without text is shown as JSON. */
export const readResult = ({ content, structuredContent, isError }: CallToolResult): CallResult => {
  const text = content.map(textOf).join('\n\n');
  const shown = text || (structuredContent === undefined ? '' : JSON.stringify(structuredContent, null, 2));
  return { kind: 'done', ...limitResult(shown, structuredContent, isError ?? false) };
};
