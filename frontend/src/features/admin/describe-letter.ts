import type { DeadLetter, Delivery } from '@parley/contracts';

export const KIND_NAME: Record<DeadLetter['kind'], string> = {
  request: 'Question',
  delivery: 'Delivery',
  job: 'Job',
};

export const PURPOSE_NAME: Record<Delivery['purpose'], string> = {
  REQUEST: 'Question',
  REMINDER: 'Reminder',
  UPDATE: 'Rewriting',
  NOTE: 'Note',
  MESSAGE: 'Message',
};

export const STATUS_NAME: Record<Delivery['status'], string> = {
  PENDING: 'Waiting',
  SENDING: 'Sending',
  ACCEPTED: 'Accepted',
  FAILED: 'Failed',
  UNKNOWN: 'Unknown',
  SKIPPED: 'Skipped',
};

/** Why a delivery went wrong, in words; what the provider itself said stands beside it. */
const WHY: Readonly<Record<string, string>> = {
  rate_limited: 'Too many at once',
  transient: 'The other side did not answer as it should',
  unauthorized: 'The other side does not let Parley in',
  not_found: 'Nobody is at this address',
  rejected: 'The other side does not take it',
  unknown_outcome: 'Nobody knows whether it arrived',
  circuit_open: 'Not tried, because everything failed there just before',
  not_sent: 'Parley stopped before it was sent',
  away: 'Out of office',
  bounced: 'It came back',
};

export const whyFailed = ({ errorKind, error }: Pick<Delivery, 'errorKind' | 'error'>): string | null => {
  const why = errorKind && (WHY[errorKind] ?? errorKind);
  return [why, error].filter(Boolean).join(': ') || null;
};

/** The kinds of which more than one could be tried again, with how many. */
export const bulkKinds = (letters: readonly DeadLetter[]): { kind: DeadLetter['kind']; count: number }[] =>
  (Object.keys(KIND_NAME) as DeadLetter['kind'][])
    .map((kind) => ({ kind, count: letters.filter((letter) => letter.kind === kind && letter.retryable).length }))
    .filter(({ count }) => count > 1);

export const KINDS_NAME: Record<DeadLetter['kind'], string> = {
  request: 'questions',
  delivery: 'deliveries',
  job: 'jobs',
};

/** Milliseconds a provider took, or null while it has not answered. */
export const sendTime = ({ startedAt, endedAt }: Pick<Delivery, 'startedAt' | 'endedAt'>): number | null =>
  startedAt && endedAt ? Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) : null;

/** Letters still in the list, and those that just left it because they were tried again here. */
export const keepTried = (letters: readonly DeadLetter[], tried: ReadonlyMap<string, DeadLetter>): DeadLetter[] => {
  const listed = new Set(letters.map(({ id }) => id));
  return [...letters, ...[...tried.values()].filter(({ id }) => !listed.has(id))].sort((a, b) =>
    b.at.localeCompare(a.at),
  );
};
