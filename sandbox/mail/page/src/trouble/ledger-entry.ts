import { joined, type LedgerLine } from '#kit/page';
import type { MailLedgerEntry } from '../../../ledger';

export type { MailLedgerEntry } from '../../../ledger';

const nameOf = (url: string): string => url.replace(/^https?:\/\//, '');

export const lineOf = (entry: MailLedgerEntry): LedgerLine => {
  switch (entry.kind) {
    case 'call':
      return {
        title: entry.method,
        outcome: entry.ok ? 'ok' : (entry.reason ?? String(entry.status)),
        isGood: entry.ok && !entry.fault,
        note: joined(
          entry.fault && `spoiled: ${entry.fault}`,
          entry.mailbox,
          entry.to && `to ${entry.to}`,
          entry.subject,
        ),
      };
    case 'delivery':
      return {
        title: `${entry.from || 'bounce'} → ${entry.to}`,
        outcome: entry.outcome,
        isGood: entry.outcome === 'delivered' && !entry.fault,
        note: joined(
          entry.fault && `spoiled: ${entry.fault}`,
          entry.verdict !== 'pass' && `verdict ${entry.verdict}`,
          entry.labelIds?.includes('SPAM') && 'spam',
          entry.subject,
        ),
      };
    case 'push':
      return {
        title: `push to ${nameOf(entry.url)}`,
        outcome: entry.outcome === 'http_error' ? `HTTP ${entry.status}` : entry.outcome,
        isGood: entry.outcome === 'acked',
        note: joined(
          entry.mailbox,
          `history ${entry.historyId}`,
          entry.attempt > 0 && `try ${entry.attempt + 1}`,
          `${entry.ms} ms`,
        ),
      };
  }
};
