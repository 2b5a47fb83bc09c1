import { describe, expect, it } from 'vitest';
import { readParleyCommand } from './parley-command.js';

describe('readParleyCommand', () => {
  it.each([
    ['', { kind: 'help' }],
    ['  Help ', { kind: 'help' }],
    ['status', { kind: 'status' }],
    ['INBOX', { kind: 'inbox' }],
    ['link', { kind: 'link' }],
    ['switch email', { kind: 'switch', channel: 'EMAIL' }],
    ['switch   to Slack', { kind: 'switch', channel: 'SLACK' }],
    ['switch auto', { kind: 'switch', channel: 'AUTO' }],
    ['switch web', { kind: 'switch', channel: 'WEB' }],
  ])('reads %j', (text, command) => expect(readParleyCommand(text)).toEqual(command));

  it.each([
    'switch',
    'switch pigeon',
    'statuses',
    'link me',
    'constructor',
    '/status',
    '<!channel>',
    'x'.repeat(5_000),
  ])('says how it is meant: %j', (text) =>
    expect(readParleyCommand(text)).toEqual({ kind: 'usage', text: expect.any(String) }),
  );

  it('names the command as it is typed in Slack', () => {
    expect(readParleyCommand('switch pigeon')).toMatchObject({ text: expect.stringContaining('/parley switch slack') });
  });
});
