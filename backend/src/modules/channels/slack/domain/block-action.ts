import type { FeedbackAnswer } from '@parley/contracts';
import { z } from 'zod';
import {
  type ModalPurpose,
  readActionId,
  readAnswerValue,
  readOpenValue,
  readOptionValue,
  readSendValue,
} from './control-value.js';

const optionSchema = z.object({ value: z.string() });
const textSchema = z.object({ text: z.string() });
const stateSchema = z.record(
  z.string(),
  z.record(z.string(), z.object({ selected_options: z.array(optionSchema).nullish() })),
);

/** A click on a control of a message of ours. */
export const blockActionsSchema = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: z.string().min(1) }),
  user: z.object({ id: z.string().min(1), team_id: z.string().min(1).optional() }),
  channel: z.object({ id: z.string().min(1) }).nullish(),
  message: z
    .object({
      ts: z.string().min(1),
      thread_ts: z.string().min(1).nullish(),
      metadata: z.unknown().optional(),
    })
    .nullish(),
  state: z.object({ values: stateSchema }).nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string().min(1),
        action_ts: z.string().min(1).optional(),
        value: z.string().nullish(),
        text: textSchema.nullish(),
        selected_option: optionSchema.extend({ text: textSchema }).nullish(),
      }),
    )
    .min(1),
});
export type BlockActions = z.infer<typeof blockActionsSchema>;
type Action = BlockActions['actions'][number];

export interface ClickedAnswer {
  requestId: string;
  answer: FeedbackAnswer;
  /** What stood on the control. */
  raw: string;
}

/** What somebody wants who used a control. */
export type Control =
  /** It answers at once: it goes the way of everything that comes in. */
  | { kind: 'answer' }
  /** It opens a modal. */
  | { kind: 'open'; purpose: ModalPurpose; requestId: string }
  /** Nothing of us but an acknowledgement: a link, or a choice that waits for its Send button. */
  | { kind: 'link' };

const actionOf = ({ actions }: BlockActions): Action => {
  const [action, ...more] = actions;
  if (!action || more.length > 0) throw new Error('A click is one action.');
  return action;
};

const given = (value: string | null | undefined): string => {
  if (!value) throw new Error('The control has no value.');
  return value;
};

/** @throws when it is not a control of ours */
export const parseControl = (payload: unknown): Control => {
  const action = actionOf(blockActionsSchema.parse(payload));
  switch (readActionId(action.action_id)?.verb) {
    case 'answer':
    case 'choose':
    case 'send':
      return { kind: 'answer' };
    case 'open':
      return { kind: 'open', ...readOpenValue(given(action.value)) };
    case 'pick':
    case 'link':
      return { kind: 'link' };
    default:
      throw new Error(`The control ${action.action_id} is not one of ours.`);
  }
};

/** The options that were picked before Send was pressed: Slack sends the state of the whole message along. */
const picked = ({ state }: BlockActions, requestId: string): string[] => {
  const fields = Object.values(state?.values ?? {}).flatMap((block) => Object.entries(block));
  const field = fields.find(([id]) => {
    const action = readActionId(id);
    return action?.verb === 'pick' && action.at === requestId;
  });
  return (field?.[1].selected_options ?? []).map(({ value }) => readOptionValue(value));
};

/** Null: the click does not answer. @throws when it is not a control of ours */
export const clickedAnswer = (payload: BlockActions): ClickedAnswer | null => {
  const action = actionOf(payload);
  const control = readActionId(action.action_id);
  switch (control?.verb) {
    case 'answer':
      return { ...readAnswerValue(given(action.value)), raw: action.text?.text ?? '' };
    case 'choose': {
      const { value, text } = action.selected_option ?? {};
      const answer: FeedbackAnswer = { type: 'CHOICE', value: readOptionValue(given(value)) };
      return { requestId: control.at, answer, raw: text?.text ?? '' };
    }
    case 'send': {
      const requestId = readSendValue(given(action.value));
      const values = picked(payload, requestId);
      return { requestId, answer: { type: 'MULTI_CHOICE', values }, raw: values.join(', ') };
    }
    case 'open':
    case 'pick':
    case 'link':
      return null;
    default:
      throw new Error(`The control ${action.action_id} is not one of ours.`);
  }
};
