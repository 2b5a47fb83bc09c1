import type { JsonObject } from '../model.js';
import { all, anything, bool, byType, type Check, isObject, list, shape, text, that } from './checks.js';
import { IN_ACTIONS, IN_INPUT, IN_SECTION, imageElement } from './elements.js';
import { anyText, blockId, plainText } from './objects.js';

/** Limits: https://docs.slack.dev/reference/block-kit/blocks */

const block = (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  shape(required, { ...optional, block_id: blockId });

const contextText = anyText(3_000);
const contextElement = byType({ image: imageElement, plain_text: contextText, mrkdwn: contextText });

const uniqueActionIds: Check = (value, at) => {
  const elements = ((value as JsonObject).elements ?? []) as JsonObject[];
  const ids = elements.map((element) => element.action_id);
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? [`\`action_id\` "${String(id)}" already exists [json-pointer:${at}/elements/${index}/action_id]`]
      : [],
  );
};

const BLOCKS: Record<string, Check> = {
  section: all(
    block({}, { text: anyText(3_000), fields: list(anyText(2_000), 10), accessory: byType(IN_SECTION), expand: bool }),
    that((value) => Boolean(value.text || value.fields), 'missing required field: text'),
  ),
  header: block({ text: plainText(150) }, { level: anything }),
  divider: block({}),
  context: block({ elements: list(contextElement, 10) }),
  actions: all(block({ elements: list(byType(IN_ACTIONS), 25) }), uniqueActionIds),
  input: block(
    { label: plainText(2_000), element: byType(IN_INPUT) },
    { hint: plainText(2_000), optional: bool, dispatch_action: bool },
  ),
  image: block({ alt_text: text(2_000) }, { image_url: text(3_000), slack_file: anything, title: plainText(2_000) }),
  markdown: block({ text: text(12_000) }),
  rich_text: block({ elements: list(anything, 1_000, 0) }),
  context_actions: block({ elements: list(anything, 5) }),
  table: block({ rows: list(anything, 100) }, { column_settings: anything }),
  file: anything,
  video: anything,
};

const uniqueBlockIds: Check = (value, at) => {
  const ids = (value as JsonObject[]).map((entry) => entry.block_id);
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? [`\`block_id\` "${String(id)}" already exists [json-pointer:${at}/${index}/block_id]`]
      : [],
  );
};

/** Over all markdown blocks of one payload. */
const MARKDOWN_TOTAL = 12_000;
const markdownTotal: Check = (value, at) => {
  const texts = (value as JsonObject[]).filter(({ type }) => type === 'markdown').map((entry) => String(entry.text));
  const total = texts.reduce((sum, entry) => sum + [...entry].length, 0);
  return total > MARKDOWN_TOTAL ? [`markdown text exceeds ${MARKDOWN_TOTAL} characters [json-pointer:${at}]`] : [];
};

export const blocksCheck = (max: number): Check => all(list(byType(BLOCKS), max, 0), uniqueBlockIds, markdownTotal);

const lengthOf = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + lengthOf(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, field]) => sum + (name === 'text' && typeof field === 'string' ? field.length : lengthOf(field)),
    0,
  );
};

/**
 * Slack says msg_blocks_too_long well below the sum of the limits of the single blocks. It documents no figure; measured:
 * 13,297 characters in one block, 125 less for each block more (https://github.com/slackapi/bolt-js/issues/2509).
 */
export const isTooLong = (blocks: readonly JsonObject[]): boolean =>
  lengthOf(blocks) + (blocks.length - 1) * 125 > 13_297;
