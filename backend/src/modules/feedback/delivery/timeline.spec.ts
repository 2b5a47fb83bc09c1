import { describe, expect, it } from 'vitest';
import type { Climb, Rung, RungAttempt } from '../domain/ladder/index.js';
import { rungStates, upcoming } from './timeline.js';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;

const rung = (channel: Rung['channel'], waitMs: number): Rung => ({
  channelId: channel.toLowerCase(),
  channel,
  address: `mira@${channel.toLowerCase()}`,
  waitMs,
  why: 'first',
});
const attempt = (channelId: string, endedAgo: number | null, change: Partial<RungAttempt> = {}): RungAttempt => {
  const at = NOW - (endedAgo ?? 0);
  const times = { dueAt: at, startedAt: at, endedAt: endedAgo === null ? null : at, retryAt: null, returned: null };
  return {
    channelId,
    channel: channelId === 'slack' ? 'SLACK' : 'EMAIL',
    purpose: 'REQUEST',
    status: 'ACCEPTED',
    why: 'first',
    errorKind: null,
    tryNo: 1,
    ...times,
    ...change,
  };
};
const failed: Partial<RungAttempt> = { status: 'FAILED', errorKind: 'transient' };
const climb = (change: Partial<Climb>): Climb => ({
  ladder: [rung('SLACK', 10 * MINUTE), rung('EMAIL', 60 * MINUTE)],
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
const next = (change: Partial<Climb>): string | null => {
  const found = upcoming(climb(change));
  return found && `${found.at.slice(11, 19)} ${found.channel} ${found.why}`;
};

describe('what comes next', () => {
  const asked = attempt('slack', 0);
  it.each<[string, Partial<Climb>, string | null]>([
    ['is the first rung', {}, '12:00:00 SLACK first'],
    ['is what is under way', { attempts: [attempt('slack', null, { status: 'SENDING' })] }, '12:00:00 SLACK under_way'],
    ['is the next rung, when the silence is over', { attempts: [asked] }, '12:10:00 EMAIL after_silence'],
    ['is the try after the backoff', { attempts: [attempt('slack', 0, failed)] }, '12:00:01 SLACK retry'],
    [
      'is a reminder',
      { attempts: [asked, attempt('email', 0)], reminderMs: 30 * MINUTE, reminders: 2 },
      '12:30:00 EMAIL reminder',
    ],
    ['is the first rung after the quiet hours', { quietUntil: NOW + 5 * MINUTE }, '12:05:00 SLACK quiet_hours'],
    ['is the first rung after a snooze', { snoozedUntil: NOW + MINUTE, why: 'snooze_over' }, '12:01:00 SLACK snoozed'],
    ['is nothing when the deadline comes first', { attempts: [asked], expiresAt: NOW + MINUTE }, null],
    [
      'is no reminder past the deadline',
      { attempts: [asked, attempt('email', 0)], reminderMs: 2 * MINUTE, expiresAt: NOW + MINUTE },
      null,
    ],
    ['is nothing when every rung is spent', { attempts: [asked, attempt('email', 0)] }, null],
    ['is nothing past the deadline', { expiresAt: NOW }, null],
  ])('%s', (_name, change, words) => expect(next(change)).toBe(words));
});

describe('how far each rung got', () => {
  const states = (attempts: RungAttempt[]) => rungStates(climb({ attempts })).map(({ state }) => state);
  it.each<[string, RungAttempt[], string[]]>([
    ['before anybody is asked', [], ['waiting', 'waiting']],
    ['under way', [attempt('slack', null, { status: 'PENDING' })], ['trying', 'waiting']],
    ['asked', [attempt('slack', 0)], ['asked', 'waiting']],
    ['silent, and asked on the next', [attempt('slack', MINUTE), attempt('email', 0)], ['silent', 'asked']],
    ['failed', [attempt('slack', 0, failed)], ['failed', 'waiting']],
    [
      'failed, and trying again',
      [attempt('slack', 0, failed), attempt('slack', null, { status: 'PENDING' })],
      ['trying', 'waiting'],
    ],
    ['never known', [attempt('slack', 0, { status: 'UNKNOWN' })], ['failed', 'waiting']],
  ])('%s', (_name, attempts, expected) => expect(states(attempts)).toEqual(expected));

  it('says where and how long', () =>
    expect(rungStates(climb({}))[0]).toEqual({
      channel: 'SLACK',
      address: 'mira@slack',
      waitMs: 10 * MINUTE,
      state: 'waiting',
    }));
});
