// The file by its own name and not the whole kit: the test of what is offered knows nothing of pages.
import { type FaultChoice, seconds } from '../../../../kit/page/trouble/fault-choice.js';

const CALL_FAULTS: readonly FaultChoice[] = [
  {
    ...{ name: 'Too many requests', note: '429: try again after this time', fault: { kind: 'rate_limited' } },
    ...seconds('retryAfter', 5, 1),
  },
  {
    name: 'Too many for this user',
    note: '403 userRateLimitExceeded, as Gmail also says it',
    fault: { kind: 'rate_limited', status: 403, reason: 'userRateLimitExceeded' },
  },
  { name: 'Enough for today', note: '403 dailyLimitExceeded', fault: { kind: 'daily_limit' } },
  { name: 'Gmail is down', note: '503', fault: { kind: 'http_status', status: 503 } },
  { name: 'Lost answer', note: 'It is done, but the answer never arrives', fault: { kind: 'cut', when: 'after' } },
  { name: 'Broken connection', note: 'Cut before anything happened', fault: { kind: 'cut', when: 'before' } },
  { name: 'Slow', note: 'The call takes this long', fault: { kind: 'slow' }, ...seconds('ms', 8, 1_000) },
  {
    ...{ name: 'Late answer', note: 'Done at once, but said so late', fault: { kind: 'slow', when: 'after' } },
    ...seconds('ms', 8, 1_000),
  },
  { name: 'A page instead of JSON', note: 'As a proxy in between gives it', fault: { kind: 'html' } },
  {
    name: 'Refused',
    note: '400 failedPrecondition',
    fault: { kind: 'api_error', status: 400, reason: 'failedPrecondition' },
  },
  { name: 'Token is over', note: '401; a new one can be had', fault: { kind: 'token_expired' } },
  { name: 'Permission is gone', note: 'invalid_grant, when a token is asked for', fault: { kind: 'invalid_grant' } },
];

const READING_FAULTS: readonly FaultChoice[] = [
  { name: 'Too long ago', note: '404: what happened since then is forgotten', fault: { kind: 'stale_history' } },
  { name: 'Nothing yet', note: 'What happened is not listed yet', fault: { kind: 'empty_history' } },
  {
    name: 'An empty page',
    note: 'And a next one that goes on',
    fault: { kind: 'empty_history', more: true },
  },
];

const SENDING_FAULTS: readonly FaultChoice[] = [
  { name: 'Another Message-ID', note: 'Gmail puts its own in place', fault: { kind: 'message_id_rewritten' } },
];

const WAY_FAULTS: readonly FaultChoice[] = [
  { name: 'Late', note: 'Arrives after this time', fault: { kind: 'mail_late' }, ...seconds('ms', 10, 1_000) },
  { name: 'Lost', note: 'Never arrives', fault: { kind: 'mail_lost' } },
  { name: 'Twice', note: 'The same mail once more', fault: { kind: 'mail_duplicate', copies: 1 } },
  {
    name: 'Twice, renamed',
    note: 'Once more under another Message-ID',
    fault: { kind: 'mail_duplicate', copies: 1, newId: true },
  },
  { name: 'Bounces', note: 'Refused for ever; the sender is told', fault: { kind: 'mail_bounced', how: 'hard' } },
  {
    name: 'Is delayed',
    note: 'The sender is told that it is being tried',
    fault: { kind: 'mail_bounced', how: 'soft' },
  },
];

const PUSH_FAULTS: readonly FaultChoice[] = [
  { name: 'Lost push', note: 'Never arrives', fault: { kind: 'push_lost' } },
  { name: 'Late push', note: 'After this time', fault: { kind: 'push_late' }, ...seconds('ms', 10, 1_000) },
  { name: 'Push four times', note: 'The same, three times more', fault: { kind: 'push_duplicate', copies: 3 } },
  { name: 'Out of order', note: 'After the one that comes next', fault: { kind: 'push_reorder' } },
];

const METHODS = [
  ...['messages.send', 'messages.list', 'messages.get', 'history.list', 'threads.get', 'drafts.send'],
  ...['getProfile', 'watch', 'settings.getVacation', 'oauth.token', 'oauth.revoke'],
];

/** What can be made to go wrong. The faults themselves: sandbox/mail/faults.ts. @param addresses of the mailboxes */
export const faultGroups = (addresses: readonly string[]) => [
  {
    title: 'When Parley calls Gmail',
    choices: CALL_FAULTS,
    filters: [{ label: 'method', words: 'Only', any: 'any call', values: METHODS }],
  },
  {
    title: 'On the way to a mailbox',
    choices: WAY_FAULTS,
    filters: [{ label: 'from', words: 'Mail from', any: 'anybody', values: addresses }],
  },
  { title: 'When Parley sends', choices: SENDING_FAULTS },
  { title: 'When Parley asks what is new', choices: READING_FAULTS },
  { title: 'When Gmail pushes', choices: PUSH_FAULTS },
];
