/** What Slack takes. Where its pages and its servers differ, the smaller figure. */
export const LIMITS = {
  /** `text` of chat.update; chat.postMessage would take 40,000, but what cannot be rewritten may not be sent. */
  text: 4_000,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  textObject: 3_000,
  header: 150,
  blocks: 50,
  /** One markdown block, and all of a message together. */
  markdown: 12_000,
  button: 75,
  buttonValue: 2_000,
  /** Text, description and value of an option. */
  optionText: 75,
  optionValue: 150,
  menuOptions: 100,
  checkboxes: 10,
  viewTitle: 24,
  privateMetadata: 3_000,
  inputLabel: 2_000,
  placeholder: 150,
  /** What a text field can hold, and what it can hold at the beginning. */
  inputText: 3_000,
} as const;

/**
 * Slack says msg_blocks_too_long at about 13,200 characters, counting something for every block and element. It documents
 * no figure (https://github.com/slackapi/bolt-js/issues/2509, /2867), so the whole JSON is counted, and some room is left.
 */
export const MESSAGE_WEIGHT = 12_500;
const BLOCK_WEIGHT = 100;

/** How much of {@link MESSAGE_WEIGHT} these blocks take. */
export const weightOf = (blocks: readonly object[]): number =>
  blocks.reduce((sum, block) => sum + JSON.stringify(block).length + BLOCK_WEIGHT, 0);
