import type { Channel, FeedbackRequest, SessionSummary } from '@parley/contracts';
import { CHANNEL_NAMES, capitalised, escapeSlack, oneLine } from '../../../channels/index.js';

/** Slack cuts a reply at 4,000 characters and more; a person reads less. */
const MAX_LINES = 10;
const MAX_TITLE = 80;
const MAX_QUESTION = 150;

export const HELP = [
  'I bring the questions of AI agents to you, and your answers back.',
  '• `/parley inbox`  what waits for your answer',
  '• `/parley status`  your conversations, and where you can be reached',
  '• `/parley switch slack`, `email`, `web` or `auto`  where your latest conversation here goes on',
  '• `/parley link`  join this Slack account to your Parley account',
  'Write to me directly, or mention me in a channel, to talk with an agent. Answer a question with its buttons or in its thread.',
].join('\n');

export const usage = (text: string): string => `${escapeSlack(text)}\n\n${HELP}`;

const link = (url: string, text: string): string => `<${escapeSlack(url)}|${escapeSlack(text)}>`;
const more = (left: number): string[] => (left > 0 ? [`… and ${left} more`] : []);

export interface InboxLine {
  request: FeedbackRequest;
  /** Of its card in this Slack, if one stands here. */
  permalink: string | null;
}

/** Most urgent first, as the inbox of the web app. */
export const inboxWords = (lines: readonly InboxLine[], publicUrl: string): string => {
  if (lines.length === 0) return 'Nothing waits for you.';
  const shown = lines.slice(0, MAX_LINES).map(({ request, permalink }) => {
    const links = [
      ...(permalink ? [link(permalink, 'answer here')] : []),
      link(`${publicUrl}/sessions/${request.sessionId}`, 'open in Parley'),
    ];
    return `• ${questionOf(request)} (${escapeSlack(oneLine(request.agent, 40))})  ${links.join(' · ')}`;
  });
  const head = lines.length === 1 ? '*One question waits for you*' : `*${lines.length} questions wait for you*`;
  return [head, ...shown, ...more(lines.length - shown.length)].join('\n');
};

const questionOf = ({ question }: FeedbackRequest): string => {
  const text = question.sensitive ? 'A sensitive question' : oneLine(question.question, MAX_QUESTION);
  return `${question.urgency === 'HIGH' ? '*Urgent:* ' : ''}${escapeSlack(text)}`;
};

const DOING: Readonly<Record<SessionSummary['state']['status'], string>> = {
  IDLE: 'nothing going on',
  THINKING: 'the agent is thinking',
  ACTING: 'the agent is at work',
  WAITING_FOR_FEEDBACK: 'the agent waits for an answer',
  COMPLETED: 'done',
  FAILED: 'failed',
  CANCELLED: 'stopped',
};

export interface Standing {
  sessions: readonly SessionSummary[];
  open: number;
  channels: readonly Channel[];
}

export const statusWords = ({ sessions, open, channels }: Standing, publicUrl: string): string => {
  const waiting =
    open === 0
      ? 'Nothing waits for you.'
      : `*${open}* ${open === 1 ? 'question waits' : 'questions wait'} for you: \`/parley inbox\``;
  const talks = sessions.map(
    ({ id, title, state }) =>
      `• ${link(`${publicUrl}/sessions/${id}`, oneLine(title, MAX_TITLE))}: ${DOING[state.status]}`,
  );
  const reached = channels.map((channel) => `• ${channelWords(channel)}`);
  return [
    waiting,
    ...(talks.length ? ['', '*Latest conversations*', ...talks] : []),
    '',
    '*Where you can be reached*',
    ...reached,
  ].join('\n');
};

const channelWords = ({ type, address, label, status, problem }: Channel): string => {
  const name = capitalised(CHANNEL_NAMES[type]);
  const where = type === 'WEB' ? name : `${name} (${escapeSlack(oneLine(label ?? address, MAX_TITLE))})`;
  if (status === 'ACTIVE') return `${where}: works`;
  if (status === 'UNVERIFIED') return `${where}: not verified yet`;
  return `${where}: ${escapeSlack(oneLine(problem ?? 'does not work', 200))}`;
};

/** Which conversation was meant is named: it was not asked. */
export const switchWords = (title: string, notice: string): string =>
  `${escapeSlack(oneLine(title, MAX_TITLE))}: ${escapeSlack(notice)}`;

export const linkWords = (url: string, minutes: number): string =>
  `${link(url, 'Link your Parley account')} within ${minutes} minutes. The link is for you alone: whoever opens it can have your questions sent to this Slack account.`;
