import type { JsonObject } from '../model.js';
import { blocksCheck } from './blocks.js';
import { all, bool, byType, type Check, shape, text, that } from './checks.js';
import { plainText } from './objects.js';

/** https://docs.slack.dev/reference/views */
const common = { private_metadata: text(3_000, 0), callback_id: text(255, 0), external_id: text(255, 0) };

const hasInput = ({ blocks }: Record<string, unknown>): boolean =>
  (blocks as JsonObject[]).some(({ type }) => type === 'input');

const modal: Check = all(
  shape(
    { title: plainText(24), blocks: blocksCheck(100) },
    {
      ...{ ...common, close: plainText(24), submit: plainText(24), clear_on_close: bool, notify_on_close: bool },
      submit_disabled: bool,
    },
  ),
  that((view) => !hasInput(view) || Boolean(view.submit), 'missing required field: submit'),
);

const home: Check = shape({ blocks: blocksCheck(100) }, common);

export const checkView = (view: unknown, types: readonly ('modal' | 'home')[]): string[] =>
  byType(Object.fromEntries(types.map((type) => [type, { modal, home }[type]])))(view, '/view');
