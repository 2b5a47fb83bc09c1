import type { AnswerLink } from '@parley/contracts';
import { ON_CHANNEL } from '@/components/channel-icon';
import { ApiError, messageOf, OfflineError } from '@/lib/api-error';
import { assertNever } from '@/lib/assert-never';
import { timeWithDay } from '@/lib/dates';

export type LinkIn<S extends AnswerLink['state']> = Extract<AnswerLink, { state: S }>;

/** Which button of the mail was pressed, as its address says. Null: none that there is. */
export const chosenIn = (choose: string | null, count: number): number | null => {
  const at = choose !== null && /^\d{1,2}$/.test(choose) ? Number(choose) : -1;
  return at >= 0 && at < count ? at : null;
};

/** How the question ended, in one line. */
export const endLine = ({ status, settledAt, response }: LinkIn<'ENDED'>, now: number): string => {
  const when = settledAt ? `, ${timeWithDay(settledAt, now)}` : '';
  switch (status) {
    case 'ANSWERED':
      return response
        ? `Answered by ${response.by} ${ON_CHANNEL[response.channel]}, ${timeWithDay(response.at, now)}`
        : `Answered${when}`;
    case 'EXPIRED':
      return `Nobody answered in time${when}`;
    case 'CANCELLED':
      return `Withdrawn${when}`;
    case 'UNDELIVERABLE':
      return `Closed, because it could not be delivered${when}`;
    default:
      return assertNever(status);
  }
};

/** Why no button answers it, and what does. */
export const elsewhereLine = ({ why }: LinkIn<'ELSEWHERE'>): string => {
  switch (why) {
    case 'SENSITIVE':
      return 'It is sensitive, so it is shown and answered in the web app only.';
    case 'NOT_WHOLE':
      return 'It is too long for a mail, so it is decided where all of it can be seen.';
    case 'MORE_THAN_A_PRESS':
      return 'It takes more than a press: reply to the mail, or answer in the web app.';
    default:
      return assertNever(why);
  }
};

/** Why a press was not taken. */
export const refusalOf = (error: unknown): string => {
  if (error instanceof OfflineError)
    return 'Parley cannot be reached. Press again when the line is back: however often, it counts once.';
  const wait = error instanceof ApiError && error.status === 429 ? error.retryAfter : null;
  return wait ? `Too many presses from here. Try again in ${wait} s.` : messageOf(error);
};
