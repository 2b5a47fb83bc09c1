// The file by its own name and not the whole kit: the test of what is offered knows nothing of pages.
import { type FaultChoice, seconds } from '../../../../kit/page/trouble/fault-choice.js';

const CALL_FAULTS: readonly FaultChoice[] = [
  {
    name: 'Too many requests',
    note: '429: try again after this time',
    fault: { kind: 'rate_limited' },
    ...seconds('retryAfter', 5, 1),
  },
  { name: 'Slack is down', note: '503', fault: { kind: 'http_status', status: 503 } },
  { name: 'Lost answer', note: 'It is done, but the answer never arrives', fault: { kind: 'cut', when: 'after' } },
  { name: 'Broken connection', note: 'Cut before anything happened', fault: { kind: 'cut', when: 'before' } },
  { name: 'Slow', note: 'The call takes this long', fault: { kind: 'slow' }, ...seconds('ms', 8, 1_000) },
  { name: 'A page instead of JSON', note: 'As a proxy in between gives it', fault: { kind: 'html' } },
];

const DELIVERY_FAULTS: readonly FaultChoice[] = [
  {
    name: 'Four times',
    note: 'The same event, three times more',
    fault: { kind: 'duplicate', copies: 3, retryNum: 'none' },
  },
  { name: 'Late', note: 'After this time', fault: { kind: 'late' }, ...seconds('ms', 10, 1_000) },
  { name: 'Out of order', note: 'After the one that comes next', fault: { kind: 'reorder' } },
  { name: 'Lost', note: 'Never arrives', fault: { kind: 'lost' } },
];

const SOCKET_FAULTS: readonly FaultChoice[] = [
  { name: 'Refuse the next connection', note: 'too_many_websockets', fault: { kind: 'too_many_websockets' } },
  { name: 'Cut the next connection', note: 'Right after hello', fault: { kind: 'socket_cut' } },
];

const METHODS = ['chat.postMessage', 'chat.update', 'conversations.open', 'conversations.replies', 'views.open'];

/** What can be made to go wrong. The faults themselves: sandbox/slack/faults.ts. */
export const FAULT_GROUPS = [
  {
    title: 'When Parley calls Slack',
    choices: CALL_FAULTS,
    filters: [{ label: 'method', words: 'Only', any: 'any call', values: METHODS }],
  },
  { title: 'When Slack sends something to Parley', choices: DELIVERY_FAULTS },
  { title: 'Socket Mode', choices: SOCKET_FAULTS },
];
