import { blocksCheck, isTooLong } from '../block-kit/blocks.js';
import { isObject } from '../block-kit/checks.js';
import { SlackError, withMessages } from '../errors.js';
import type { JsonObject, MessageMetadata } from '../model.js';
import type { Args } from './args.js';

const TEXT_LIMIT = 40_000;
const MARKDOWN_LIMIT = 12_000;
const ATTACHMENTS_LIMIT = 100;
const BLOCKS_LIMIT = 50;

export interface Content {
  text: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
}

/** @throws SlackError invalid_blocks_format, invalid_blocks, msg_blocks_too_long */
export const checkedBlocks = (value: unknown): JsonObject[] | undefined => {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new SlackError('invalid_blocks_format');
  const found = blocksCheck(BLOCKS_LIMIT)(value, '/blocks');
  if (found.length > 0) throw withMessages('invalid_blocks', found);
  if (isTooLong(value)) throw new SlackError('msg_blocks_too_long');
  return value as JsonObject[];
};

const readAttachments = (args: Args): JsonObject[] | undefined => {
  const value = args.json('attachments', 'invalid_attachments');
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new SlackError('invalid_attachments');
  if (value.length > ATTACHMENTS_LIMIT) throw new SlackError('too_many_attachments');
  return value as JsonObject[];
};

/** markdown_text stands alone and becomes a block of its own. */
const readMarkdown = (args: Args): Content | undefined => {
  const markdown = args.text('markdown_text');
  if (markdown === undefined) return undefined;
  if (args.text('text') ?? args.text('blocks')) throw new SlackError('markdown_text_conflict');
  if ([...markdown].length > MARKDOWN_LIMIT) throw new SlackError('msg_too_long');
  return { text: markdown, blocks: [{ type: 'markdown', text: markdown }] };
};

/** Text, blocks and attachments of a message. @param tooLong what happens to more than 40,000 characters */
export const readContent = (args: Args, tooLong: 'cut' | 'refuse'): Content => {
  const markdown = readMarkdown(args);
  if (markdown) return markdown;
  const [text, blocks, attachments] = [
    args.text('text'),
    checkedBlocks(args.json('blocks', 'invalid_blocks_format')),
    readAttachments(args),
  ];
  if (!text && !blocks?.length && !attachments?.length) throw new SlackError('no_text');
  const characters = [...(text ?? '')];
  if (characters.length > TEXT_LIMIT && tooLong === 'refuse') throw new SlackError('msg_too_long');
  return {
    text: characters.length > TEXT_LIMIT ? characters.slice(0, TEXT_LIMIT).join('') : (text ?? ''),
    ...(blocks && { blocks }),
    ...(attachments && { attachments }),
  };
};

/** https://docs.slack.dev/messaging/message-metadata */
export const readMetadata = (args: Args): MessageMetadata | undefined => {
  const value = args.json('metadata', 'invalid_metadata_format');
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new SlackError('invalid_metadata_format');
  const { event_type, event_payload } = value;
  if (typeof event_type !== 'string' || !/^[\w.-]{1,255}$/.test(event_type)) {
    throw withMessages('invalid_metadata_schema', [
      'event_type must be 1 to 255 letters, digits, dots, dashes or underscores [json-pointer:/metadata/event_type]',
    ]);
  }
  if (!isObject(event_payload)) {
    throw withMessages('invalid_metadata_schema', ['must be an object [json-pointer:/metadata/event_payload]']);
  }
  if (JSON.stringify(value).length > 16_000) throw new SlackError('metadata_too_large');
  return { event_type, event_payload: event_payload as JsonObject };
};
