import { z } from 'zod';
import type { InboundEvent } from '../../domain/channel-adapter.js';
import { type BlockActions, blockActionsSchema, clickedAnswer } from './block-action.js';
import { eventCallbackSchema, readMessageEvent } from './message-event.js';
import { keyOfMessage } from './message-marker.js';
import { readSubmission, type Submission, submissionSchema } from './read-submission.js';
import { slackAddress } from './slack-address.js';
import { timeOf } from './slack-time.js';

const rawSchema = z.discriminatedUnion('type', [eventCallbackSchema, blockActionsSchema, submissionSchema]);

const readClick = (payload: BlockActions): InboundEvent[] => {
  const answered = clickedAnswer(payload);
  if (!answered) return [];
  const { team, user, channel, message, actions } = payload;
  if (!channel || !message) throw new Error('A control that answers stands in a message.');
  const place = { team: team.id, channel: channel.id };
  const clickedAt = timeOf(actions[0]?.action_ts);
  return [
    {
      kind: 'answer',
      // Of the click itself: the same card may be answered twice, and the second is told that it came late.
      externalId: `${team.id}:${channel.id}:${message.ts}:${user.id}:${actions[0]?.action_ts ?? actions[0]?.action_id}`,
      address: slackAddress(user.team_id ?? team.id, user.id),
      thread: { ...place, threadTs: message.thread_ts ?? message.ts },
      replyTo: keyOfMessage(message.metadata),
      ...answered,
      card: { ...place, ts: message.ts },
      ...(clickedAt && { writtenAt: clickedAt }),
    },
  ];
};

const readForm = (payload: Submission): InboundEvent[] => {
  const read = readSubmission(payload);
  if ('errors' in read) throw new Error(`The form is not filled in: ${JSON.stringify(read.errors)}`);
  const { team, user, view } = payload;
  const home = team?.id ?? view.app_installed_team_id;
  const teamId = user.team_id ?? home;
  if (!home || !teamId) throw new Error('The form does not say whose it is.');
  const { card, ...answered } = read;
  return [
    {
      kind: 'answer',
      externalId: `${home}:${view.id}:${view.hash}`,
      address: slackAddress(teamId, user.id),
      thread: card && { team: card.team, channel: card.channel, threadTs: card.threadTs },
      replyTo: null,
      ...answered,
      card: card && { team: card.team, channel: card.channel, ts: card.ts },
    },
  ];
};

/**
 * Reads what Slack sends: the body of an event, of a click or of a submitted modal, the same over HTTP and Socket Mode.
 * @throws when it is none of these
 */
export const readInbound = (raw: unknown): InboundEvent[] => {
  const payload = rawSchema.parse(raw);
  switch (payload.type) {
    case 'event_callback':
      return readMessageEvent(payload);
    case 'block_actions':
      return readClick(payload);
    case 'view_submission':
      return readForm(payload);
  }
};
