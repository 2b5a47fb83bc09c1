import type { Channel, ChannelList } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { channelOptions, pathText, questionPath, stateOf, switchedText } from './describe-channel';

const channel = (type: Channel['type'], change: Partial<Channel> = {}): Channel => ({
  id: type,
  type,
  label: null,
  address: `${type.toLowerCase()}-address`,
  status: 'ACTIVE',
  position: { WEB: 0, EMAIL: 1, SLACK: 2 }[type],
  waitMs: 600_000,
  verifiedAt: null,
  problem: null,
  ...change,
});
const list = (items: Channel[], connected: Channel['type'][] = ['WEB', 'EMAIL', 'SLACK']): ChannelList => ({
  items,
  available: (['WEB', 'EMAIL', 'SLACK'] as const).map((type) => ({
    type,
    connected: connected.includes(type),
    standIn: null,
  })),
});
const slack = (from: ChannelList) => channelOptions(from).find(({ value }) => value === 'SLACK');

describe('stateOf', () => {
  it('explains everything but a channel that works', () => {
    for (const status of ['UNVERIFIED', 'DEGRADED', 'DISCONNECTED'] as const)
      expect(stateOf(channel('EMAIL', { status }), true).explanation).toMatch(/\.$/);
    expect(stateOf(channel('EMAIL'), true).explanation).toBeNull();
    expect(stateOf(channel('EMAIL'), false).explanation).toMatch(/administrator/);
  });

  it('passes on what the channel says about its problem', () => {
    const problem = 'The bot was removed. Invite it again.';
    expect(stateOf(channel('SLACK', { status: 'DISCONNECTED', problem }), true).explanation).toBe(problem);
  });
});

describe('channelOptions', () => {
  it('offers a verified address, also one in trouble', () => {
    expect(slack(list([channel('SLACK')]))).toMatchObject({ usable: true, note: 'slack-address' });
    expect(slack(list([channel('SLACK', { status: 'DEGRADED' })]))).toMatchObject({ usable: true, tone: 'warning' });
  });

  it.each([
    ['no address', list([]), /Add it in Settings/],
    ['a code outstanding', list([channel('SLACK', { status: 'UNVERIFIED' })]), /code/],
    ['a lost connection', list([channel('SLACK', { status: 'DISCONNECTED' })]), /See Settings/],
    ['no adapter', list([channel('SLACK')], ['WEB', 'EMAIL']), /administrator/],
  ])('says why not and what to do: %s', (_name, from, note) => {
    expect(slack(from)).toMatchObject({ usable: false });
    expect(slack(from)?.note).toMatch(note);
  });

  it('takes the best of several addresses', () => {
    const two = [channel('SLACK', { id: 'old', status: 'DISCONNECTED' }), channel('SLACK', { address: 'U2' })];
    expect(slack(list(two))).toMatchObject({ usable: true, note: 'U2' });
  });
});

describe('questionPath', () => {
  const all = list([channel('WEB'), channel('EMAIL'), channel('SLACK')]);
  const path = (from: ChannelList, ...rest: [Parameters<typeof questionPath>[1], Channel['type'] | null]) =>
    questionPath(from, ...rest).map(({ type }) => type);

  it('begins with the preferred channel, then keeps the order of the person', () => {
    expect(path(all, 'SLACK', null)).toEqual(['SLACK', 'WEB', 'EMAIL']);
  });

  it('follows the person on AUTO', () => {
    expect(path(all, 'AUTO', 'EMAIL')).toEqual(['EMAIL', 'WEB', 'SLACK']);
    expect(path(all, 'AUTO', null)).toEqual(['WEB', 'EMAIL', 'SLACK']);
  });

  it('passes over what cannot be used', () => {
    const some = list([channel('WEB'), channel('EMAIL', { status: 'UNVERIFIED' }), channel('SLACK')], ['WEB', 'EMAIL']);
    expect(path(some, 'SLACK', null)).toEqual(['WEB']);
  });

  it('is told in one or two sentences', () => {
    expect(pathText(questionPath(all, 'EMAIL', null))).toBe(
      'Questions go to Email; after 10 minutes without an answer, to Web and so on. While you look at this session, they show here first.',
    );
    expect(pathText(questionPath(list([channel('WEB')]), 'AUTO', 'WEB'))).toBe('Questions show here and wait for you.');
  });
});

it('tells what a switch took along', () => {
  expect(switchedText('SLACK', 2)).toBe('2 questions moved to Slack');
  expect(switchedText('EMAIL', 1)).toBe('1 question moved to Email');
});
