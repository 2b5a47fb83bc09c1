import { type Delivery, type DeliveryTimeline, deliverySchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { clockTime, timeWithDay } from '@/lib/dates';
import { deliveryError, deliveryTitle, deliveryWhy, nextText, rungLines } from './describe-delivery';
import { elsewhereText } from './elsewhere';

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 20, 14, minute, second)).toISOString();
const now = Date.parse(at(2, 30));

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  id: 'd',
  requestId: 'q',
  channel: 'SLACK',
  address: 'U1',
  purpose: 'REQUEST',
  status: 'ACCEPTED',
  why: 'preferred',
  attempt: 1,
  dueAt: at(1),
  startedAt: at(1),
  endedAt: at(1),
  errorKind: null,
  error: null,
  ...change,
});
const rung = (channel: Delivery['channel'], state: DeliveryTimeline['ladder'][number]['state'], address = 'x') => ({
  channel,
  address,
  waitMs: 60_000,
  state,
});
const timeline = (change: Partial<DeliveryTimeline>): DeliveryTimeline => ({
  items: [],
  next: null,
  ladder: [],
  seenAt: null,
  ...change,
});
const texts = (change: Partial<DeliveryTimeline>) => rungLines(timeline(change), now).map(({ text }) => text);

describe('an attempt', () => {
  it('has words for every purpose, outcome and reason', () => {
    const { purpose, status, why } = deliverySchema.shape;
    for (const one of purpose.options)
      for (const outcome of status.options)
        expect(deliveryTitle({ purpose: one, status: outcome, channel: 'EMAIL' })).toMatch(/ by email$/);
    for (const reason of why.options) expect(deliveryWhy(delivery({ why: reason }))).toMatch(/^[a-z0-9 ]+$/);
  });

  it('says what went wrong, in the words of the channel where it has some', () => {
    expect(deliveryError(delivery())).toBeNull();
    expect(deliveryError(delivery({ errorKind: 'rate_limited' }))).toBe('The service asked to wait.');
    expect(deliveryError(delivery({ errorKind: 'rejected', error: 'Too long.' }))).toBe('Too long.');
    expect(deliveryError(delivery({ errorKind: 'novel' }))).toBe('novel');
  });
});

describe('what comes next', () => {
  it('counts down to the channel', () => {
    expect(nextText({ at: at(4), channel: 'SLACK', why: 'silence' }, now)).toEqual({
      when: 'Slack in 1:30',
      why: 'if nobody answers',
    });
  });

  it('is now when its time has come, and keeps words it does not know', () => {
    expect(nextText({ at: at(1), channel: null, why: 'the moon is full' }, now)).toEqual({
      when: 'now',
      why: 'the moon is full',
    });
  });
});

describe('the rungs', () => {
  it('read like the picture: seen here, there in 1:30, later', () => {
    const seenAt = at(1);
    const ladder = [rung('WEB', 'asked'), rung('SLACK', 'waiting'), rung('EMAIL', 'waiting')];
    const next = { at: at(4), channel: 'SLACK' as const, why: 'silence' };
    expect(texts({ ladder, next, seenAt })).toEqual([`seen ${clockTime(seenAt)}`, 'in 1:30', 'later']);
  });

  it('tell when they asked, and what came of it', () => {
    const items = [delivery({ address: 'U1', endedAt: at(1) }), delivery({ status: 'FAILED', endedAt: at(2) })];
    const ladder = [rung('SLACK', 'asked', 'U1'), rung('EMAIL', 'failed'), rung('WEB', 'silent')];
    expect(texts({ items, ladder })).toEqual([`asked ${clockTime(at(1))}`, 'failed', 'no answer']);
  });

  it('have a time of day for what is more than an hour away', () => {
    const next = { at: new Date(now + 3 * 3_600_000).toISOString(), channel: 'WEB' as const, why: 'snoozed' };
    expect(texts({ ladder: [rung('WEB', 'waiting')], next })).toEqual([timeWithDay(next.at, now)]);
  });

  it('count down to one of them when the server names none', () => {
    const next = { at: at(4), channel: null, why: 'silence' };
    const ladder = [rung('WEB', 'asked'), rung('SLACK', 'waiting'), rung('EMAIL', 'waiting')];
    expect(texts({ ladder, next })).toEqual(['asked', 'in 1:30', 'later']);
  });

  it('promise nothing when nothing comes by itself', () => {
    expect(texts({ ladder: [rung('EMAIL', 'waiting')] })).toEqual(['later']);
  });
});

describe('where the question is', () => {
  it('is told when it is not here', () => {
    const time = clockTime(at(1));
    expect(elsewhereText(timeline({ items: [delivery({ why: 'switched' })] }), now)).toBe(`Moved to Slack, ${time}`);
    expect(elsewhereText(timeline({ items: [delivery({ why: 'after_silence', channel: 'EMAIL' })] }), now)).toBe(
      `Asked by email, ${time}`,
    );
  });

  it('is not told for the app, for failures and for rewritten messages', () => {
    for (const change of [{ channel: 'WEB' }, { status: 'FAILED' }, { purpose: 'UPDATE' }] as const)
      expect(elsewhereText(timeline({ items: [delivery(change)] }), now)).toBeNull();
  });
});
