import { describe, expect, it } from 'vitest';
import { MAX_TRIES } from './backoff.js';
import type { Rung } from './build-ladder.js';
import type { Climb, NextRung, RungAttempt } from './climb.js';
import { ABSENCE_GRACE_MS, MAX_REMINDERS, nextRung } from './next-rung.js';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const rung = (channel: Rung['channel'], waitMs: number, why: Rung['why'] = 'first'): Rung => ({
  channelId: channel.toLowerCase(),
  channel,
  address: `mira@${channel.toLowerCase()}`,
  waitMs,
  why,
});
const SLACK = rung('SLACK', 10 * MINUTE, 'preferred');
const EMAIL = rung('EMAIL', HOUR);
const WEB = rung('WEB', 2 * MINUTE);

/** Ended so many milliseconds ago. */
const attempt = (on: Rung, endedAgo: number, change: Partial<RungAttempt>): RungAttempt => ({
  channelId: on.channelId,
  channel: on.channel,
  purpose: 'REQUEST',
  status: 'ACCEPTED',
  why: 'first',
  errorKind: null,
  tryNo: 1,
  dueAt: NOW - endedAgo,
  startedAt: NOW - endedAgo,
  endedAt: NOW - endedAgo,
  retryAt: null,
  returned: null,
  ...change,
});
const taken = (on: Rung, ago = 0, change: Partial<RungAttempt> = {}) => attempt(on, ago, change);
const failed = (on: Rung, errorKind: string, change: Partial<RungAttempt> = {}, ago = 0) =>
  attempt(on, ago, { status: 'FAILED', errorKind, ...change });
const unknown = (on: Rung) => attempt(on, 0, { status: 'UNKNOWN', errorKind: 'unknown_outcome' });
const underWay = (on: Rung, status: RungAttempt['status'] = 'SENDING') => attempt(on, 0, { status, endedAt: null });
const reminder = (on: Rung, ago: number, change: Partial<RungAttempt> = {}) =>
  attempt(on, ago, { purpose: 'REMINDER', why: 'reminder', ...change });

const climb = (change: Partial<Climb>): Climb => ({
  ladder: [SLACK, EMAIL, WEB],
  attempts: [],
  why: 'first',
  urgency: 'NORMAL',
  tellsOnly: false,
  present: false,
  quietUntil: null,
  snoozedUntil: null,
  expiresAt: null,
  reminderMs: null,
  reminders: 0,
  now: NOW,
  random: 1,
  ...change,
});

const moment = (at: number) => (at === NOW ? 'now' : `in ${(at - NOW) / 1_000} s`);
/** A decision in words, so that the tables read as a policy. */
const inWords = (next: NextRung): string => {
  switch (next.kind) {
    case 'send': {
      const what = next.purpose === 'REMINDER' ? 'remind' : 'ask';
      return `${what} on ${next.rung.channel} ${moment(next.at)}, ${next.why}, try ${next.tryNo}`;
    }
    case 'wait':
      return `wait ${moment(next.until)}, ${next.why}${next.rung ? ` on ${next.rung.channel}` : ''}`;
    case 'give_up':
      return next.reached ? 'give up, reached' : 'give up, reached nobody';
  }
};

const table = (rows: [name: string, change: Partial<Climb>, decision: string][]) =>
  it.each(rows)('%s', (_name, change, decision) => expect(inWords(nextRung(climb(change)))).toBe(decision));

describe('the first rung', () => {
  table([
    ['is the preferred channel', {}, 'ask on SLACK now, preferred, try 1'],
    ['is the first of the order without a preference', { ladder: [EMAIL, SLACK] }, 'ask on EMAIL now, first, try 1'],
    [
      'is where the person last wrote',
      { ladder: [{ ...EMAIL, why: 'followed' }, SLACK] },
      'ask on EMAIL now, followed, try 1',
    ],
    ['is the web for who looks at the session', { present: true }, 'ask on WEB now, present, try 1'],
    [
      'is not the web where the ladder leaves it out',
      { present: true, ladder: [SLACK] },
      'ask on SLACK now, preferred, try 1',
    ],
    ['says what began the climb', { why: 'snooze_over' }, 'ask on SLACK now, snooze_over, try 1'],
    [
      'is what the person has just chosen, also for who looks on',
      { why: 'switched', present: true },
      'ask on SLACK now, switched, try 1',
    ],
    ['of a person without any channel is none', { ladder: [] }, 'give up, reached'],
  ]);
});

describe('silence', () => {
  table([
    ['is waited for as long as the rung says', { attempts: [taken(SLACK)] }, 'wait in 600 s, silence on SLACK'],
    [
      'is counted from when it was accepted',
      { attempts: [taken(SLACK, 4 * MINUTE)] },
      'wait in 360 s, silence on SLACK',
    ],
    [
      'over, asks on the next rung',
      { attempts: [taken(SLACK, 10 * MINUTE)] },
      'ask on EMAIL now, after_silence, try 1',
    ],
    [
      'does not ask twice on one rung',
      { attempts: [taken(SLACK, 80 * MINUTE), taken(EMAIL, 60 * MINUTE)] },
      'ask on WEB now, after_silence, try 1',
    ],
    [
      'on the last rung ends the climb',
      { attempts: [taken(SLACK, 80 * MINUTE), taken(EMAIL, 60 * MINUTE), taken(WEB)] },
      'give up, reached',
    ],
    [
      'of who has come to look is told on the web',
      { attempts: [taken(SLACK, 10 * MINUTE)], present: true },
      'ask on WEB now, present, try 1',
    ],
    [
      'on a channel that was removed meanwhile is not waited for',
      { ladder: [EMAIL, WEB], attempts: [taken(SLACK)] },
      'ask on EMAIL now, after_failure, try 1',
    ],
  ]);
});

describe('who looks at the session', () => {
  const asked = (ago: number) => ({ attempts: [taken(WEB, ago, { why: 'present' })] });
  table([
    ['is asked nowhere else for the wait of the web', { ...asked(0), present: true }, 'wait in 120 s, silence on WEB'],
    [
      'and says nothing is asked on the first rung',
      { ...asked(2 * MINUTE), present: true },
      'ask on SLACK now, after_silence, try 1',
    ],
    ['and goes away has a moment to come back', asked(0), `wait in ${ABSENCE_GRACE_MS / 1_000} s, silence on WEB`],
    ['and stays away is asked elsewhere', asked(ABSENCE_GRACE_MS), 'ask on SLACK now, after_absence, try 1'],
    [
      'and goes away after the wait was silent, not absent',
      { ladder: [SLACK, { ...WEB, waitMs: 5_000 }], ...asked(20_000) },
      'ask on SLACK now, after_silence, try 1',
    ],
    [
      'is not waited for on a web rung that came in its turn',
      { ladder: [WEB, SLACK], attempts: [taken(WEB, ABSENCE_GRACE_MS)] },
      'wait in 105 s, silence on WEB',
    ],
  ]);
});

describe('an error that stays', () => {
  table([
    ...['unauthorized', 'not_found', 'rejected', 'bounced', 'something new'].map(
      (kind): [string, Partial<Climb>, string] => [
        `goes to the next rung at once: ${kind}`,
        { attempts: [failed(SLACK, kind)] },
        'ask on EMAIL now, after_failure, try 1',
      ],
    ),
    [
      'on the web is as good as any',
      { ladder: [WEB, SLACK], attempts: [failed(WEB, 'rejected')] },
      'ask on SLACK now, after_failure, try 1',
    ],
    [
      'on every rung outside reached nobody',
      { ladder: [SLACK, EMAIL], attempts: [failed(SLACK, 'not_found'), failed(EMAIL, 'rejected')] },
      'give up, reached nobody',
    ],
    [
      'leaves the web, which alarms nobody by itself',
      { attempts: [failed(SLACK, 'not_found'), failed(EMAIL, 'rejected')] },
      'ask on WEB now, after_failure, try 1',
    ],
    [
      'outside is told to operators though the web has it',
      { attempts: [failed(SLACK, 'not_found'), failed(EMAIL, 'rejected'), taken(WEB)] },
      'give up, reached nobody',
    ],
    [
      'beside one that was taken alarms nobody',
      { ladder: [SLACK, EMAIL], attempts: [taken(SLACK, HOUR), failed(EMAIL, 'rejected')] },
      'give up, reached',
    ],
    ['where there is only the web alarms nobody', { ladder: [WEB], attempts: [taken(WEB)] }, 'give up, reached'],
  ]);
});

describe('a channel that has left the ladder', () => {
  table([
    [
      'reached nobody all the same',
      { ladder: [WEB], attempts: [failed(SLACK, 'not_found'), taken(WEB)] },
      'give up, reached nobody',
    ],
    [
      'reached somebody when it took the question',
      { ladder: [WEB], attempts: [taken(SLACK), taken(WEB)] },
      'give up, reached',
    ],
    [
      'gets no reminder',
      { ladder: [WEB], attempts: [taken(SLACK, HOUR), taken(WEB, HOUR)], reminderMs: HOUR },
      'remind on WEB now, reminder, try 1',
    ],
  ]);
});

describe('what came back', () => {
  const away = (on: Rung) => taken(on, MINUTE, { returned: 'away' });
  const bounced = (on: Rung) => taken(on, MINUTE, { returned: 'bounced' });
  table([
    [
      'from somebody out of office is not waited for',
      { attempts: [away(SLACK)] },
      'ask on EMAIL now, after_absence, try 1',
    ],
    ['from the last rung, too, ends the climb', { ladder: [SLACK], attempts: [away(SLACK)] }, 'give up, reached'],
    ['undelivered is a failure', { attempts: [bounced(SLACK)] }, 'ask on EMAIL now, after_failure, try 1'],
    ['undelivered is not sent there again', { ladder: [SLACK], attempts: [bounced(SLACK)] }, 'give up, reached nobody'],
    [
      'undelivered has no thread for a reminder',
      { ladder: [SLACK], attempts: [bounced(SLACK)], reminderMs: 1 },
      'give up, reached nobody',
    ],
    [
      'undelivered leaves who has just chosen awake',
      { why: 'switched', attempts: [bounced(SLACK)], quietUntil: NOW + HOUR },
      'ask on EMAIL now, after_failure, try 1',
    ],
  ]);
});

describe('a notice', () => {
  table([
    ['is told like a question', { tellsOnly: true }, 'ask on SLACK now, preferred, try 1'],
    ['waits for nobody', { tellsOnly: true, attempts: [taken(SLACK, HOUR)], reminderMs: MINUTE }, 'give up, reached'],
    [
      'goes on when it failed',
      { tellsOnly: true, attempts: [failed(SLACK, 'not_found')] },
      'ask on EMAIL now, after_failure, try 1',
    ],
    [
      'goes on when nobody was there',
      { tellsOnly: true, attempts: [taken(SLACK, 0, { returned: 'away' })] },
      'ask on EMAIL now, after_absence, try 1',
    ],
    [
      'goes on when it came back',
      { tellsOnly: true, attempts: [taken(SLACK, 0, { returned: 'bounced' })] },
      'ask on EMAIL now, after_failure, try 1',
    ],
  ]);
});

describe('an error that passes', () => {
  const last = MAX_TRIES;
  const rest = { tryNo: 2, startedAt: NOW - 200 };
  const began = attempt(SLACK, 1_000, { status: 'FAILED', errorKind: 'transient' });
  table([
    [
      'is tried again after the backoff',
      { attempts: [failed(SLACK, 'transient')] },
      'ask on SLACK in 1 s, retry, try 2',
    ],
    [
      'and again after twice that',
      { attempts: [began, failed(SLACK, 'transient', rest)] },
      'ask on SLACK in 2 s, retry, try 3',
    ],
    ['with jitter', { attempts: [failed(SLACK, 'transient')], random: 0 }, 'ask on SLACK in 0.5 s, retry, try 2'],
    [
      'is due at once where the moment has passed',
      { attempts: [failed(SLACK, 'transient', {}, MINUTE)] },
      'ask on SLACK now, retry, try 2',
    ],
    [
      'as often as may be, then on the next rung',
      { attempts: [failed(SLACK, 'transient', { tryNo: last })] },
      'ask on EMAIL now, after_failure, try 1',
    ],
    [
      'not when the wait of its rung is over',
      { ladder: [{ ...SLACK, waitMs: 900 }, EMAIL], attempts: [failed(SLACK, 'transient')] },
      'ask on EMAIL now, after_failure, try 1',
    ],
    [
      'counting that wait from its first try',
      { ladder: [{ ...SLACK, waitMs: 2_900 }, EMAIL], attempts: [began, failed(SLACK, 'transient', rest)] },
      'ask on EMAIL now, after_failure, try 1',
    ],
    [
      'not when the deadline comes first',
      { attempts: [failed(SLACK, 'transient')], expiresAt: NOW + 1_000 },
      'ask on EMAIL now, after_failure, try 1',
    ],
    ['what was never sent goes at once', { attempts: [failed(SLACK, 'not_sent')] }, 'ask on SLACK now, retry, try 2'],
    [
      'but not for ever',
      { attempts: [failed(SLACK, 'not_sent', { tryNo: last })] },
      'ask on EMAIL now, after_failure, try 1',
    ],
    [
      'of a reminder repeats the reminder',
      {
        ladder: [SLACK],
        attempts: [taken(SLACK, 2 * HOUR), reminder(SLACK, 0, { status: 'FAILED', errorKind: 'transient' })],
        reminderMs: HOUR,
        reminders: 1,
      },
      'remind on SLACK in 1 s, retry, try 2',
    ],
  ]);
});

describe('a provider that wants a pause', () => {
  const limited = (retryInMs: number | null) => [
    failed(SLACK, 'rate_limited', { retryAt: retryInMs === null ? null : NOW + retryInMs }),
  ];
  table([
    ['gets it', { attempts: limited(30_000) }, 'ask on SLACK in 30 s, retry, try 2'],
    ['gets the backoff where that is longer', { attempts: limited(200) }, 'ask on SLACK in 1 s, retry, try 2'],
    ['gets the backoff where it does not say', { attempts: limited(null) }, 'ask on SLACK in 1 s, retry, try 2'],
    ['for the whole wait of the rung', { attempts: limited(10 * MINUTE) }, 'ask on SLACK in 600 s, retry, try 2'],
    [
      'for longer than that is left for the next rung',
      { attempts: limited(10 * MINUTE + 1) },
      'ask on EMAIL now, after_failure, try 1',
    ],
    [
      'until the deadline is left for the next rung',
      { attempts: limited(5 * MINUTE), expiresAt: NOW + 5 * MINUTE },
      'ask on EMAIL now, after_failure, try 1',
    ],
    [
      'and has no rung after it ends the climb',
      { ladder: [SLACK], attempts: limited(HOUR) },
      'give up, reached nobody',
    ],
  ]);
});

describe('a circuit that is open', () => {
  const attempts = [failed(SLACK, 'circuit_open', { retryAt: NOW + 8_000 })];
  table([
    ['is not waited for while there is another rung', { attempts }, 'ask on EMAIL now, after_failure, try 1'],
    ['is waited for where there is none', { ladder: [SLACK], attempts }, 'ask on SLACK in 8 s, retry, try 2'],
  ]);
});

describe('an attempt under way', () => {
  table([
    ['is waited for', { attempts: [underWay(SLACK)] }, 'wait now, under_way on SLACK'],
    ['also when its outcome is looked up', { attempts: [underWay(SLACK, 'UNKNOWN')] }, 'wait now, under_way on SLACK'],
    [
      'also past the deadline',
      { attempts: [underWay(SLACK, 'PENDING')], expiresAt: NOW },
      'wait now, under_way on SLACK',
    ],
    ['also where its channel was removed', { ladder: [EMAIL], attempts: [underWay(SLACK)] }, 'wait now, under_way'],
  ]);
});

describe('an outcome unknown for good', () => {
  table([
    [
      'is never sent again, the next rung is asked',
      { attempts: [unknown(SLACK)] },
      'ask on EMAIL now, after_failure, try 1',
    ],
    ['may have reached somebody', { ladder: [SLACK], attempts: [unknown(SLACK)] }, 'give up, reached'],
  ]);
});

describe('a reminder', () => {
  const spent = { ladder: [SLACK, WEB], attempts: [taken(SLACK, 3 * HOUR), taken(WEB, HOUR)] };
  const alone = { ladder: [SLACK], attempts: [taken(SLACK, HOUR)] };
  table([
    ['comes so long after the last word', { ...spent, reminderMs: 2 * HOUR }, 'wait in 3600 s, reminder on SLACK'],
    ['goes to the thread outside that took it', { ...spent, reminderMs: HOUR }, 'remind on SLACK now, reminder, try 1'],
    [
      'goes to the web where nobody else took it',
      { ladder: [SLACK, WEB], attempts: [failed(SLACK, 'not_found'), taken(WEB, HOUR)], reminderMs: HOUR },
      'remind on WEB now, reminder, try 1',
    ],
    [
      'goes nowhere where nobody took it',
      { ladder: [SLACK], attempts: [failed(SLACK, 'not_found', {}, HOUR)], reminderMs: HOUR },
      'give up, reached nobody',
    ],
    [
      'follows the one before',
      { ...alone, attempts: [taken(SLACK, 2 * HOUR), reminder(SLACK, 30 * MINUTE)], reminderMs: HOUR, reminders: 1 },
      'wait in 1800 s, reminder on SLACK',
    ],
    [
      'that failed for good is not repeated before its time',
      {
        ...alone,
        attempts: [taken(SLACK, 2 * HOUR), reminder(SLACK, 0, { status: 'FAILED', errorKind: 'rejected' })],
        reminderMs: HOUR,
        reminders: 1,
      },
      'wait in 3600 s, reminder on SLACK',
    ],
    ['is the last one some day', { ...alone, reminderMs: HOUR, reminders: MAX_REMINDERS }, 'give up, reached'],
    ['is not sent to who wants none', alone, 'give up, reached'],
    [
      'waits for the end of quiet hours',
      { ...alone, reminderMs: HOUR, quietUntil: NOW + HOUR },
      'wait in 3600 s, quiet_hours on SLACK',
    ],
    [
      'waits for it also after a switch',
      { ...alone, why: 'switched', reminderMs: HOUR, quietUntil: NOW + HOUR },
      'wait in 3600 s, quiet_hours on SLACK',
    ],
    [
      'does not wait for the silence of a new channel',
      { ladder: [SLACK, EMAIL], attempts: [taken(SLACK, 2 * HOUR), reminder(SLACK, 0)], reminderMs: HOUR },
      'ask on EMAIL now, after_silence, try 1',
    ],
  ]);
});

describe('quiet hours', () => {
  const quietUntil = NOW + 8 * HOUR;
  table([
    ['put the first question off', { quietUntil }, 'wait in 28800 s, quiet_hours on SLACK'],
    [
      'put the next rung off',
      { attempts: [taken(SLACK, 10 * MINUTE)], quietUntil },
      'wait in 28800 s, quiet_hours on EMAIL',
    ],
    [
      'put a rung after a failure off',
      { attempts: [failed(SLACK, 'not_found')], quietUntil },
      'wait in 28800 s, quiet_hours on EMAIL',
    ],
    ['do not hold for the web', { present: true, quietUntil }, 'ask on WEB now, present, try 1'],
    ['do not hold for what is urgent', { urgency: 'HIGH', quietUntil }, 'ask on SLACK now, preferred, try 1'],
    ['hold for what is less than normal', { urgency: 'LOW', quietUntil }, 'wait in 28800 s, quiet_hours on SLACK'],
    [
      'do not hold for who has just chosen a channel',
      { why: 'switched', quietUntil },
      'ask on SLACK now, switched, try 1',
    ],
    [
      'nor when that one fails',
      { why: 'switched', attempts: [failed(SLACK, 'not_found')], quietUntil },
      'ask on EMAIL now, after_failure, try 1',
    ],
    [
      'hold again once it arrived there',
      { why: 'switched', attempts: [taken(SLACK, 10 * MINUTE)], quietUntil },
      'wait in 28800 s, quiet_hours on EMAIL',
    ],
  ]);
});

describe('a snooze', () => {
  table([
    ['is a wait', { snoozedUntil: NOW + HOUR }, 'wait in 3600 s, snoozed'],
    [
      'is one for what is urgent, too',
      { snoozedUntil: NOW + HOUR, urgency: 'HIGH', present: true },
      'wait in 3600 s, snoozed',
    ],
    [
      'over, begins at the first rung',
      { snoozedUntil: NOW, why: 'snooze_over' },
      'ask on SLACK now, snooze_over, try 1',
    ],
  ]);
});

describe('past its deadline a question', () => {
  const over = { expiresAt: NOW };
  table([
    ['is not asked', over, 'give up, reached'],
    ['is asked until then', { expiresAt: NOW + 1 }, 'ask on SLACK now, preferred, try 1'],
    ['is not asked on the web either', { ...over, present: true }, 'give up, reached'],
    ['goes to no other rung after silence', { ...over, attempts: [taken(SLACK, 10 * MINUTE)] }, 'give up, reached'],
    [
      'goes to no other rung after a failure',
      { ...over, attempts: [failed(SLACK, 'not_found')] },
      'give up, reached nobody',
    ],
    ['is not tried again', { ...over, attempts: [failed(SLACK, 'not_sent')] }, 'give up, reached nobody'],
    [
      'is not brought to mind',
      { ...over, ladder: [SLACK], attempts: [taken(SLACK, HOUR)], reminderMs: HOUR },
      'give up, reached',
    ],
    ['is not waited with', { ...over, quietUntil: NOW + HOUR }, 'give up, reached'],
    ['sleeps on when its person wanted it later', { ...over, snoozedUntil: NOW + HOUR }, 'wait in 3600 s, snoozed'],
  ]);
});
