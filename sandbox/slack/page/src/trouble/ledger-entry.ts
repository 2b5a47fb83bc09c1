import { joined, type LedgerLine } from '#kit/page';
import type { SlackLedgerEntry } from '../../../ledger';

export type { SlackLedgerEntry } from '../../../ledger';

export const lineOf = (entry: SlackLedgerEntry): LedgerLine => {
  switch (entry.kind) {
    case 'call':
      return {
        title: entry.method,
        outcome: entry.ok ? 'ok' : (entry.error ?? String(entry.status)),
        isGood: entry.ok && !entry.fault,
        note: joined(entry.fault && `spoiled: ${entry.fault}`, entry.channel, entry.text?.slice(0, 60)),
      };
    case 'delivery':
      return {
        title: entry.event,
        outcome: entry.outcome,
        isGood: entry.outcome === 'acked',
        note: joined(
          `to the app, ${entry.via}`,
          entry.attempt > 0 && `try ${entry.attempt + 1}`,
          `${entry.ms} ms`,
          entry.channel,
        ),
      };
    case 'response_url':
      return {
        title: 'response_url',
        outcome: entry.ok ? 'ok' : (entry.error ?? 'refused'),
        isGood: entry.ok,
        note: joined(entry.channel),
      };
  }
};
