import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChannelCommand } from './channel-command.js';

const channelOf = (text: string) => {
  const command = readChannelCommand(text);
  return command?.kind === 'switch' ? command.channel : command;
};

describe('a switch of the channel (FB-8)', () => {
  it.each([
    ['/switch slack', 'SLACK'],
    ['/switch Slack', 'SLACK'],
    ['/switch to slack', 'SLACK'],
    [' /switch   email ', 'EMAIL'],
    ['/switch e-mail', 'EMAIL'],
    ['/switch mail', 'EMAIL'],
    ['/switch gmail', 'EMAIL'],
    ['/switch web', 'WEB'],
    ['/switch auto', 'AUTO'],
    ['/switch auto, please', 'AUTO'],
    ['continue by email', 'EMAIL'],
    ['Continue by e-mail, please.', 'EMAIL'],
    ['Hi,\n\nplease continue by email.\n\nThanks!', 'EMAIL'],
    ['continue on slack', 'SLACK'],
    ["Let's continue on Slack", 'SLACK'],
    ['Let’s continue on Slack!', 'SLACK'],
    ['continue in the web app', 'WEB'],
    ['switch to Slack', 'SLACK'],
    ['switch to auto', 'AUTO'],
    ['Weiter per E-Mail', 'EMAIL'],
    ['Bitte mach auf Slack weiter', 'SLACK'],
    ['lass uns in der Web-App weitermachen', 'WEB'],
    ['wechsle zu Slack', 'SLACK'],
    ['continuer par e-mail', 'EMAIL'],
    ['Continuons sur Slack, merci', 'SLACK'],
    ['continue dans l’application web', 'WEB'],
    ['continúa por correo', 'EMAIL'],
    ['sigamos en Slack', 'SLACK'],
    ['cambia a la web', 'WEB'],
    ['continue por e-mail', 'EMAIL'],
    ['vamos continuar no Slack', 'SLACK'],
    ['continua na web', 'WEB'],
    ['continua via email', 'EMAIL'],
    ['continuiamo su Slack', 'SLACK'],
    ["prosegui nell'app web", 'WEB'],
    ['ga verder per e-mail', 'EMAIL'],
    ['ga door op Slack', 'SLACK'],
    ['verder in de webapp', 'WEB'],
    ['kontynuuj mailem', 'EMAIL'],
    ['przełącz na Slack', 'SLACK'],
    ['kontynuuj w aplikacji webowej', 'WEB'],
    ['продолжим по почте', 'EMAIL'],
    ['продолжай в Slack', 'SLACK'],
    ['переключись на веб', 'WEB'],
    ['メールで続けてください', 'EMAIL'],
    ['Slackで続けて', 'SLACK'],
    ['ウェブアプリで続けましょう', 'WEB'],
    ['用邮件继续', 'EMAIL'],
    ['在 Slack 上继续', 'SLACK'],
    ['切换到 Slack', 'SLACK'],
    ['在網頁上繼續', 'WEB'],
  ])('%j', (text, channel) => expect(channelOf(text)).toBe(channel));
});

describe('a word about the question (FB-14)', () => {
  it.each([
    ['/snooze tomorrow 9:00', { kind: 'snooze', when: 'tomorrow 9:00' }],
    ['/snooze until Monday 10am', { kind: 'snooze', when: 'until monday 10am' }],
    ['/snooze morgen um 9', { kind: 'snooze', when: 'morgen um 9' }],
    ['/snooze when pigs fly', { kind: 'snooze', when: 'when pigs fly' }],
    ['/snooze', { kind: 'snooze', when: '' }],
    ['snooze until monday 10am', { kind: 'snooze', when: 'until monday 10am' }],
    ['Snooze for 2 hours, please', { kind: 'snooze', when: 'for 2 hours' }],
    ['snooze tomorrow', { kind: 'snooze', when: 'tomorrow' }],
    ['/delegate anna@example.org', { kind: 'delegate', to: 'anna@example.org' }],
    ['/delegate to anna@example.org', { kind: 'delegate', to: 'anna@example.org' }],
    ['/delegate <mailto:anna@example.org|anna@example.org>', { kind: 'delegate', to: 'anna@example.org' }],
    ['/withdraw', { kind: 'cancel' }],
    ['delegate anna@example.org', { kind: 'delegate', to: 'anna@example.org' }],
    ['Delegate it to <mailto:anna@example.org|anna@example.org>', { kind: 'delegate', to: 'anna@example.org' }],
    ['Withdraw the question', { kind: 'cancel' }],
    ['/Withdraw.', { kind: 'cancel' }],
  ])('%j', (text, command) => expect(readChannelCommand(text)).toEqual(command));
});

describe('an ordinary message', () => {
  it.each([
    '',
    '/',
    '/switch slack\nand tell Anna',
    '/switchslack',
    '/withdraw?',
    '/snooze tomorrow\nBy the way, the build is red.',
    `/snooze ${'very '.repeat(20)}late`,
    '/constructor',
    '/help',
    '/usr/bin/env',
    'switch slack',
    'slack',
    'email',
    'withdraw',
    'delegate anna',
    'delegate it to anna@example.org and tell ben',
    'withdraw everything',
    'snooze',
    'snooze until the deploy is done',
    'snooze the alarm tomorrow',
    'snooze until monday 10am and then call Anna',
    'continue',
    'continue by email?',
    'can we continue by email',
    'do not continue by email',
    "don't continue on slack",
    'continue by email tomorrow',
    'continue by email with the draft to Anna',
    'continue by emailing Anna',
    'continue on slack channel #general',
    'continue on slack or by email',
    'I want to switch to email marketing',
    'switch to email templates in the app',
    'switch to slack notifications',
    'Write how to switch to Slack',
    'yes, continue by email',
    'nicht per E-Mail weiter',
    'weiter per E-Mail an Anna',
    'continuer par e-mail ou sur Slack',
    'no continúa por correo',
    'メールで続けないで',
    '不要用邮件继续',
    '> /switch slack',
    '`/switch slack`',
    'Please run /switch slack',
  ])('%j is none', (text) => expect(readChannelCommand(text)).toBeNull());

  it.each([
    '/switch',
    '/switch fax',
    '/switch slack or email',
    '/switch to',
    '/delegate',
    '/delegate Anna',
    '/delegate anna@example.org and ben@example.org',
    '/delegate anna@example',
    '/withdraw everything',
  ])('%j is told how it is meant', (text) => expect(readChannelCommand(text)).toMatchObject({ kind: 'usage' }));

  it('with anything more than a command does nothing', () => {
    const command = fc.constantFrom(
      '/switch slack',
      '/switch email',
      'continue by email',
      'continue on slack',
      '/withdraw',
    );
    const more = fc.constantFrom('not', 'but', 'Anna', 'the', 'if', '1', 'draft', 'x', '?', '/switch web', 'und', '先');
    fc.assert(
      fc.property(command, more, fc.constantFrom(' ', '\n', ', ', '. '), fc.boolean(), (said, word, gap, first) => {
        const read = readChannelCommand(first ? word + gap + said : said + gap + word);
        expect(read === null || read.kind === 'usage').toBe(true);
      }),
    );
  });

  it.each(['/switch ', '/delegate a@', 'continue ', 'snooze 1 ', '<mailto:', '@', '.'])(
    'of 32 KiB of %j takes no time',
    (piece) => {
      const text = piece.repeat(32_768 / piece.length);
      const short = text.slice(0, 400);
      const started = process.cpuUsage();
      expect([readChannelCommand(text), readChannelCommand(short)]).toEqual([null, null]);
      expect(process.cpuUsage(started).user / 1_000).toBeLessThan(50);
    },
  );
});
