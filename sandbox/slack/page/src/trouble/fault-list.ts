/** What can be made to go wrong, in plain words. The faults themselves: sandbox/slack/faults.ts. */
export interface FaultChoice {
  name: string;
  /** What happens then. */
  note: string;
  fault: Readonly<Record<string, unknown>>;
  /** A number that can be changed, and the field it stands for. */
  amount?: { field: string; unit: string; initial: number; factor: number };
}

const seconds = (field: string, initial: number, factor: number) => ({
  amount: { field, unit: 's', initial, factor },
});

export const CALL_FAULTS: readonly FaultChoice[] = [
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

export const DELIVERY_FAULTS: readonly FaultChoice[] = [
  {
    name: 'Four times',
    note: 'The same event, three times more',
    fault: { kind: 'duplicate', copies: 3, retryNum: 'none' },
  },
  { name: 'Late', note: 'After this time', fault: { kind: 'late' }, ...seconds('ms', 10, 1_000) },
  { name: 'Out of order', note: 'After the one that comes next', fault: { kind: 'reorder' } },
  { name: 'Lost', note: 'Never arrives', fault: { kind: 'lost' } },
];

export const SOCKET_FAULTS: readonly FaultChoice[] = [
  { name: 'Refuse the next connection', note: 'too_many_websockets', fault: { kind: 'too_many_websockets' } },
  { name: 'Cut the next connection', note: 'Right after hello', fault: { kind: 'socket_cut' } },
];

const ALL = [...CALL_FAULTS, ...DELIVERY_FAULTS, ...SOCKET_FAULTS];

interface Rule {
  fault: Readonly<Record<string, unknown>>;
  times: number | 'always';
  match?: Readonly<Record<string, string>>;
}

export const withAmount = ({ fault, amount }: FaultChoice, value: number): Record<string, unknown> =>
  amount ? { ...fault, [amount.field]: value * amount.factor } : { ...fault };

/** "Too many requests (5 s), 2 times, only chat.postMessage" */
export const ruleWords = ({ fault, times, match = {} }: Rule): string => {
  const { kind } = fault;
  const known = ALL.find(
    (choice) => choice.fault.kind === kind && (kind !== 'cut' || choice.fault.when === fault.when),
  );
  const amount = known?.amount ? ` (${Number(fault[known.amount.field]) / known.amount.factor} s)` : '';
  const what = known?.name ?? [kind, fault.error, fault.status].filter(Boolean).join(' ');
  const count = times === 'always' ? 'always' : times === 1 ? 'once' : `${times} times`;
  const { spoils: _, ...labels } = match;
  return [`${what}${amount}`, count, ...Object.values(labels).map((label) => `only ${label}`)].join(', ');
};

export type { Rule };
