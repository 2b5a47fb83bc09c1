import { isObject } from '../block-kit/checks.js';
import type { Slack } from '../core.js';
import { SlackError } from '../errors.js';
import type { Member, View } from '../model.js';
import type { SubmitOutcome } from '../types.js';
import { interactionBase } from './actions.js';
import { missingInputs } from './fill.js';
import { readView } from './read-view.js';
import { dropViews, pushModal, replaceView } from './views.js';

const PROBLEM = 'We had some trouble connecting. Try again?';

const errorsOf = (view: View, errors: unknown): SubmitOutcome => {
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const isGood =
    isObject(errors) && Object.entries(errors).every(([id, text]) => inputs.includes(id) && typeof text === 'string');
  // Slack shows errors beside inputs only; for anything else it says that the app misbehaved.
  return isGood
    ? { kind: 'errors', errors: errors as Record<string, string> }
    : { kind: 'failed', error: 'invalid_errors' };
};

const follow = (slack: Slack, member: Member, view: View, ack: Record<string, unknown>): SubmitOutcome => {
  switch (ack.response_action) {
    case undefined:
      dropViews(slack, (entry) => entry.view === view);
      return { kind: 'closed' };
    case 'clear':
      dropViews(slack, ({ user }) => user === member.id);
      return { kind: 'closed' };
    case 'errors':
      return errorsOf(view, ack.errors);
    case 'update':
      return { kind: 'updated', view: replaceView(slack, view, readView(ack.view, ['modal'])) };
    case 'push':
      return { kind: 'updated', view: pushModal(slack, member.team_id, member.id, readView(ack.view, ['modal'])) };
    default:
      return { kind: 'failed', error: `unknown response_action ${String(ack.response_action)}` };
  }
};

/** Somebody presses the modal's button. */
export const submitView = async (slack: Slack, member: Member, view: View): Promise<SubmitOutcome> => {
  const missing = missingInputs(view);
  if (Object.keys(missing).length > 0) return { kind: 'errors', errors: missing };
  const payload = {
    ...{ type: 'view_submission', ...interactionBase(slack, member) },
    ...{ view: structuredClone(view), response_urls: [] },
  };
  const about = { event: 'view_submission', team: member.team_id, user: member.id };
  const reply = await slack.courier.ask('interactive', payload, about);
  if (reply.outcome !== 'acked') return { kind: 'failed', error: PROBLEM };
  if (reply.body !== undefined && !isObject(reply.body)) return { kind: 'failed', error: PROBLEM };
  try {
    return follow(slack, member, view, reply.body ?? {});
  } catch (error) {
    if (error instanceof SlackError)
      return { kind: 'failed', error: [error.code, JSON.stringify(error.extra)].join(' ') };
    throw error;
  }
};

/** Cancel closes the one on top; ✕, and a view that clears on close, all of the stack. */
export const closeView = async (slack: Slack, member: Member, view: View, clear: boolean): Promise<void> => {
  const isCleared = clear || view.clear_on_close;
  const dropped = dropViews(slack, (entry) => (isCleared ? entry.user === member.id : entry.view === view));
  const told = dropped.map((entry) => entry.view).filter((entry) => entry.notify_on_close);
  await Promise.all(
    told.map((entry) => {
      const { trigger_id: _, ...base } = interactionBase(slack, member);
      const payload = { type: 'view_closed', ...base, view: structuredClone(entry), is_cleared: isCleared };
      return slack.courier.ask('interactive', payload, { event: 'view_closed', team: member.team_id, user: member.id });
    }),
  );
};
