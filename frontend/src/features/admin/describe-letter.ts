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
