import { all, anything, bool, type Check, integer, list, oneOf, shape, text, that } from './checks.js';
import { actionId, boxOption, confirm, menuOption, plainText } from './objects.js';

/** Limits: https://docs.slack.dev/reference/block-kit/block-elements */

const common = { action_id: actionId, focus_on_load: bool };
const asked = { ...common, confirm, placeholder: plainText(150) };

const optionsOf = (value: Record<string, unknown>): unknown[] =>
  (value.option_groups as { options?: unknown[] }[] | undefined)?.flatMap((group) => group.options ?? []) ??
  (value.options as unknown[] | undefined) ??
  [];

const optionValue = (option: unknown): unknown => (option as { value?: unknown } | undefined)?.value;

const initialAmongOptions = that((value) => {
  const initial = value.initial_option
    ? [value.initial_option]
    : ((value.initial_options as unknown[] | undefined) ?? []);
  const known = optionsOf(value).map(optionValue);
  return initial.every((option) => known.includes(optionValue(option)));
}, 'initial option must be one of the provided options');

const group = shape({ label: plainText(75), options: list(menuOption, 100) });
const select = (more: Record<string, Check>): Check =>
  all(
    shape({}, { ...asked, options: list(menuOption, 100), option_groups: list(group, 100), ...more }),
    that((value) => Boolean(value.options) !== Boolean(value.option_groups), 'options or option_groups is required'),
    initialAmongOptions,
  );

const boxes = (more: Record<string, Check>): Check =>
  all(shape({ options: list(boxOption, 10) }, { ...common, confirm, ...more }), initialAmongOptions);

const many = { max_selected_items: integer(1, 100) };
/** Menus whose options Slack itself knows. */
const ready = (more: Record<string, Check> = {}): Check => shape({}, { ...asked, ...more });

const button = shape(
  { text: plainText(75) },
  {
    ...{ action_id: actionId, url: text(3_000), value: text(2_000), style: oneOf('primary', 'danger'), confirm },
    accessibility_label: text(75),
  },
);

export const imageElement = shape({ alt_text: text(2_000) }, { image_url: text(3_000), slack_file: anything });

const menus: Record<string, Check> = {
  static_select: select({ initial_option: menuOption }),
  external_select: ready({ initial_option: menuOption, min_query_length: integer(0, 100) }),
  users_select: ready({ initial_user: text(255) }),
  conversations_select: ready({
    ...{ initial_conversation: text(255), default_to_current_conversation: bool, response_url_enabled: bool },
    filter: anything,
  }),
  channels_select: ready({ initial_channel: text(255), response_url_enabled: bool }),
  datepicker: ready({ initial_date: text(10) }),
  timepicker: ready({ initial_time: text(5), timezone: text(100) }),
  datetimepicker: shape({}, { ...common, confirm, initial_date_time: anything }),
  radio_buttons: boxes({ initial_option: boxOption }),
  checkboxes: boxes({ initial_options: list(boxOption, 10) }),
};

const multiMenus: Record<string, Check> = {
  multi_static_select: select({ ...many, initial_options: list(menuOption, 100) }),
  multi_external_select: ready({ ...many, initial_options: list(menuOption, 100), min_query_length: anything }),
  multi_users_select: ready({ ...many, initial_users: list(text(255), 100) }),
  multi_conversations_select: ready({
    ...{
      ...many,
      initial_conversations: list(text(255), 100),
      default_to_current_conversation: bool,
      filter: anything,
    },
  }),
  multi_channels_select: ready({ ...many, initial_channels: list(text(255), 100) }),
};

const typed = { ...common, placeholder: plainText(150), dispatch_action_config: anything };

const inputs: Record<string, Check> = {
  plain_text_input: shape(
    {},
    {
      ...{ ...typed, initial_value: text(3_000, 0), multiline: bool },
      ...{ min_length: integer(0, 3_000), max_length: integer(1, 3_000) },
    },
  ),
  email_text_input: shape({}, { ...typed, initial_value: text(3_000, 0) }),
  url_text_input: shape({}, { ...typed, initial_value: text(3_000, 0) }),
  number_input: shape(
    { is_decimal_allowed: bool },
    { ...typed, initial_value: text(100, 0), min_value: text(100), max_value: text(100) },
  ),
  rich_text_input: shape({}, { ...typed, initial_value: anything }),
  file_input: shape({}, { action_id: actionId, filetypes: anything, max_files: integer(1, 10) }),
};

const overflow = shape({ options: list(menuOption, 5) }, { action_id: actionId, confirm });
const workflow_button = anything;

/** What may stand where. */
export const IN_ACTIONS: Record<string, Check> = { button, overflow, workflow_button, ...menus, ...multiMenus };
export const IN_SECTION: Record<string, Check> = { ...IN_ACTIONS, image: imageElement };
export const IN_INPUT: Record<string, Check> = { ...menus, ...multiMenus, ...inputs };
