import { bool, byType, type Check, oneOf, shape, text } from './checks.js';

/** Limits: https://docs.slack.dev/reference/block-kit/composition-objects */

export const plainText = (max: number): Check => byType({ plain_text: shape({ text: text(max) }, { emoji: bool }) });

export const anyText = (max: number): Check =>
  byType({
    plain_text: shape({ text: text(max) }, { emoji: bool }),
    mrkdwn: shape({ text: text(max) }, { verbatim: bool }),
  });

export const actionId = text(255);
export const blockId = text(255);

export const confirm = shape(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
);

const optionWith = (label: Check): Check =>
  shape({ text: label, value: text(150) }, { description: anyText(75), url: text(3_000) });

/** In select and overflow menus only plain text. */
export const menuOption = optionWith(plainText(75));
/** In radio buttons and checkboxes also mrkdwn. */
export const boxOption = optionWith(anyText(75));
