import type { ChannelType, PreferredChannel } from '@parley/contracts';
import type { RecorderFault } from '@parley/sandbox/recorder';
import fc from 'fast-check';
import type { Ask, Wording } from './ask.js';
import type { Event } from './events.js';
import { type Act, PEOPLE } from './model.js';
import { MINUTE, OUTSIDE, type Setup } from './world.js';

/** What a run may be made of. Numbers are larger than what they count: they count around. */
const CHANNELS: readonly ChannelType[] = ['WEB', 'SLACK', 'EMAIL'];
const PREFERENCES: readonly PreferredChannel[] = ['AUTO', ...CHANNELS];
const request = fc.nat(5);
const who = fc.oneof(
  { weight: 5, arbitrary: fc.constant('mira' as const) },
  { weight: 2, arbitrary: fc.constantFrom(...PEOPLE) },
);
/** The longest a call takes is less. */
const crashAfterMs = fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(25) });
const minutes = fc.constantFrom(1, 3, 12, 70, 600);

export const setup: fc.Arbitrary<Setup> = fc.record({
  order: fc.shuffledSubarray([...CHANNELS], { minLength: 3 }),
  reminderMinutes: fc.constantFrom(null, null, null, 30),
});

const override = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc
      .shuffledSubarray([...CHANNELS], { minLength: 1 })
      .map((list) => list.map((channel) => ({ channel, waitMs: 5 * MINUTE }))),
  },
);

const wording: fc.Arbitrary<Wording> = fc.record({
  type: fc.constantFrom('CHOICE', 'CHOICE', 'TEXT', 'APPROVAL', 'NOTICE'),
  urgency: fc.constantFrom('NORMAL', 'NORMAL', 'LOW', 'HIGH'),
  policy: fc.constantFrom('PARK', 'DEFAULT', 'FAIL'),
  minutes: fc.constantFrom(null, 2, 30, 200),
  override,
});

export const asking: fc.Arbitrary<{ event: 'ask' } & Ask> = fc.record({
  event: fc.constant('ask'),
  questions: fc.array(wording, { minLength: 1, maxLength: 2 }),
  preference: fc.constantFrom(...PREFERENCES),
  looking: fc.constantFrom(false, false, true),
  crashAfterMs: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(40) }),
});

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('answer'),
      request,
      who,
      via: fc.constantFrom(...CHANNELS),
      words: fc.constantFrom('left', 'right', 'nonsense'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('cancel'), request, who }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('snooze'), request, who, ms: minutes.map((count) => count * MINUTE) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('delegate'), request, who, to: fc.constantFrom('mira', 'noa', 'nobody') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('switch'), session: fc.nat(2), who, to: fc.constantFrom(...PREFERENCES) }),
  },
);

const fault: fc.Arbitrary<RecorderFault> = fc.oneof(
  fc
    .constantFrom(
      'transient',
      'unauthorized',
      'not_found',
      'rejected',
      'unknown_accepted',
      'unknown_dropped',
      'garbage',
      'unsure',
    )
    .map((kind) => ({ kind }) as RecorderFault),
  fc
    .constantFrom(100, 3 * MINUTE, 120 * MINUTE)
    .map((retryAfterMs) => ({ kind: 'rate_limited', retryAfterMs }) as const),
  fc.constant({ kind: 'hang', afterMs: 40 } as const),
);

const operation = fc.constantFrom('deliver', 'update', 'find', 'say');

export const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: asking },
  {
    weight: 9,
    arbitrary: fc.record({
      event: fc.constant('acts'),
      acts: fc.array(act, { minLength: 1, maxLength: 3 }),
      crashAfterMs,
    }),
  },
  { weight: 6, arbitrary: fc.record({ event: fc.constant('pass'), minutes }) },
  {
    weight: 6,
    arbitrary: fc.record({
      event: fc.constant('misbehave'),
      channel: fc.constantFrom(...OUTSIDE),
      operation: fc.constantFrom('deliver', 'deliver', 'deliver', 'update', 'find', null),
      fault,
      times: fc.constantFrom(1, 1, 2, 5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ event: fc.constant('slow'), operation, ms: fc.constantFrom(30, 120) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      event: fc.constant('comes back'),
      request,
      via: fc.constantFrom(...OUTSIDE),
      what: fc.constantFrom('auto_reply', 'bounce'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ event: fc.constant('look'), who, session: fc.nat(2), present: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ event: fc.constant('quiet'), who, quiet: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ event: fc.constant('wipe') }) },
  { weight: 1, arbitrary: fc.record({ event: fc.constant('crash') }) },
);
