import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isFromSlack } from './is-from-slack.js';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = new Date('2026-11-21T12:00:00.900Z');
const body = Buffer.from('token=xyz&text=ä&team_id=T1');
const sign = (bytes: Buffer, timestamp: string, secret = SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(bytes).digest('hex')}`;
const aged = (seconds: number) => String(Math.floor(NOW.getTime() / 1_000) - seconds);

describe('isFromSlack', () => {
  it('knows the example of Slack’s own documentation', () => {
    const example = Buffer.from(
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    );
    const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
    const at = new Date(1_531_420_618_000);
    expect(isFromSlack({ body: example, timestamp: '1531420618', signature }, SECRET, at)).toBe(true);
  });

  it.each([
    [0, true],
    [299, true],
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
  ])('takes one of %i s ago: %s', (seconds, fresh) => {
    const timestamp = aged(seconds);
    expect(isFromSlack({ body, timestamp, signature: sign(body, timestamp) }, SECRET, NOW)).toBe(fresh);
  });

  it('is about the bytes, not about the text one reads in them', () => {
    const broken = Buffer.from([0x7b, 0xff, 0x7d]);
    const read = Buffer.from(broken.toString('utf8'));
    const timestamp = aged(0);
    expect(isFromSlack({ body: broken, timestamp, signature: sign(broken, timestamp) }, SECRET, NOW)).toBe(true);
    expect(isFromSlack({ body: broken, timestamp, signature: sign(read, timestamp) }, SECRET, NOW)).toBe(false);
  });

  it.each([
    undefined,
    '',
    'v0=',
    'v0=00',
    sign(body, aged(1)),
    sign(body, aged(0), 'other'),
    sign(body, aged(0)).slice(0, -1),
  ])('refuses the signature %j', (signature) =>
    expect(isFromSlack({ body, timestamp: aged(0), signature }, SECRET, NOW)).toBe(false),
  );

  it.each([undefined, '', 'now', '1e9', '-5', ` ${aged(0)}`, '9'.repeat(40)])('refuses the time %j', (timestamp) => {
    expect(isFromSlack({ body, timestamp, signature: sign(body, timestamp ?? '') }, SECRET, NOW)).toBe(false);
  });
});
