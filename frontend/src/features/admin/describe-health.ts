import type { IntegrationHealth } from '@parley/contracts';
import { span } from '@/lib/dates';
import type { Provider } from './describe-integration';

export type HealthTone = 'good' | 'quiet' | 'warning' | 'danger';
export interface Told {
  text: string;
  tone: HealthTone;
}

const OWNER: Record<Provider, string> = { SLACK: 'Slack', EMAIL: 'Google' };

/** What the other side said of the permission when it was asked last. */
export const tokenText = (
  provider: Provider,
  { check, message }: Pick<IntegrationHealth, 'check' | 'message'>,
): Told => {
  switch (check) {
    case 'alive':
      return { text: 'Valid', tone: 'good' };
    case 'dead':
      return { text: `Refused. ${message ?? ''}`.trim(), tone: 'danger' };
    case 'unsure':
      return { text: `${OWNER[provider]} could not be asked. ${message ?? ''}`.trim(), tone: 'warning' };
    case null:
      return { text: 'Not asked yet', tone: 'quiet' };
  }
};

/** The short name of a permission: Google's are addresses. */
const short = (scope: string): string =>
  scope.replace(/^https:\/\/(www\.googleapis\.com\/auth|mail\.google\.com)\/?/, '') || 'all of Gmail';

export const scopesText = ({ scopes, missing }: Pick<IntegrationHealth, 'scopes' | 'missing'>): Told => {
  if (!scopes) return { text: 'Not asked yet', tone: 'quiet' };
  if (missing.length > 0)
    return { text: `Missing: ${missing.join(', ')}. Connect it again to grant them.`, tone: 'warning' };
  return { text: `All that is needed (${scopes.map(short).join(', ')})`, tone: 'good' };
};

/** How many failed of what went out within the hour. */
export const hourText = ({ lastHour: { sent, failed } }: Pick<IntegrationHealth, 'lastHour'>): Told => {
  const all = sent + failed;
  if (all === 0) return { text: 'Nothing went out', tone: 'quiet' };
  if (failed === 0) return { text: `${sent} went out, none failed`, tone: 'good' };
  const share = Math.max(1, Math.round((failed / all) * 100));
  return { text: `${failed} of ${all} failed (${share} %)`, tone: failed * 2 >= all ? 'danger' : 'warning' };
};

/** What became of the last words to ourselves. */
export const canaryText = ({ canary }: Pick<IntegrationHealth, 'canary'>): Told => {
  if (!canary) return { text: 'Never tried', tone: 'quiet' };
  switch (canary.state) {
    case 'under_way':
      return { text: 'On its way…', tone: 'quiet' };
    case 'came_back':
      return { text: `Went out and came back in ${span(canary.tookMs ?? 0)}`, tone: 'good' };
    case 'failed':
      return { text: canary.problem ?? 'Failed', tone: 'danger' };
  }
};

/** What pressing the button does, before it is pressed. */
export const CANARY_HINT: Record<Provider, string> = {
  EMAIL: 'The mailbox writes to itself. This happens once a day by itself, too.',
  SLACK: 'A message to you in Slack, that goes away when it was heard. It happens only when you ask for it.',
};
