/** Block Kit as far as it is drawn here. The server has checked it strictly: https://docs.slack.dev/reference/block-kit */

export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
  emoji?: boolean;
}

export interface Option {
  text: TextObject;
  value: string;
  description?: TextObject;
  url?: string;
}

export interface ConfirmObject {
  title: TextObject;
  text: TextObject;
  confirm: TextObject;
  deny: TextObject;
  style?: 'primary' | 'danger';
}

export interface BlockElement {
  type: string;
  action_id?: string;
  text?: TextObject;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  accessibility_label?: string;
  confirm?: ConfirmObject;
  placeholder?: TextObject;
  options?: Option[];
  option_groups?: { label: TextObject; options: Option[] }[];
  max_selected_items?: number;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  focus_on_load?: boolean;
  alt_text?: string;
  image_url?: string;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  [initial: `initial_${string}`]: unknown;
}

export interface Block {
  type: string;
  block_id?: string;
  text?: TextObject | string;
  fields?: TextObject[];
  accessory?: BlockElement;
  elements?: BlockElement[];
  element?: BlockElement;
  label?: TextObject;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
  title?: TextObject;
  alt_text?: string;
  image_url?: string;
  rows?: unknown[][];
}

export const optionsOf = ({ options, option_groups }: BlockElement): Option[] =>
  option_groups?.flatMap((group) => group.options) ?? options ?? [];

/** Two elements of a message may have the same action_id, in different blocks. */
export const keyOf = (block: Block, element: BlockElement): string =>
  `${block.block_id ?? ''}/${element.action_id ?? ''}`;
