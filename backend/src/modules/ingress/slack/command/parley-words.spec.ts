import type { Channel, FeedbackRequest, SessionSummary } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { inboxWords, linkWords, statusWords, switchWords, usage } from './parley-words.js';

const URL = 'https://parley.example';
const NASTY = '<!channel> *b* <https://evil.example|x> & `c`\n\u202e<@U1>';

const request = (question: Partial<FeedbackRequest['question']>) =>
  ({
    id: 'r',
    sessionId: 's1',
    agent: NASTY,
    question: { type: 'TEXT', question: NASTY, urgency: 'NORMAL', sensitive: false, ...question },
  }) as unknown as FeedbackRequest;

/** What Slack would act on. */
const active = (text: string) => text.match(/<[^>]*>/g) ?? [];

describe('words of /parley', () => {
  it('let nothing act that a person, an agent or a provider wrote', () => {
    const session = { id: 's1', title: NASTY, state: { status: 'ACTING' } } as unknown as SessionSummary;
    const channels = [
      { type: 'SLACK', address: 't/u', label: NASTY, status: 'DEGRADED', problem: NASTY },
    ] as unknown as Channel[];
    expect(
      active(statusWords({ sessions: [session], open: 2, channels }, URL)).every((link) => link.startsWith(`<${URL}/`)),
    ).toBe(true);
    const inbox = inboxWords([{ request: request({}), permalink: 'https://acme.slack.com/x?a=1&b=2' }], URL);
    expect(active(inbox)).toEqual([
      '<https://acme.slack.com/x?a=1&amp;b=2|answer here>',
      `<${URL}/sessions/s1|open in Parley>`,
    ]);
    expect(active(switchWords(NASTY, NASTY))).toEqual([]);
    expect(active(usage(NASTY))).toEqual([]);
    expect(inbox).not.toContain('\u202e');
  });

  it('keep the content of a sensitive question to themselves', () => {
    const words = inboxWords(
      [{ request: request({ sensitive: true, question: 'the code is 1234', urgency: 'HIGH' }), permalink: null }],
      URL,
    );
    expect(words).toContain('A sensitive question');
    expect(words).toContain('*Urgent:*');
    expect(words).not.toContain('1234');
  });

  it('say how many there are when they are too many to show', () => {
    const words = inboxWords(
      Array.from({ length: 25 }, () => ({ request: request({}), permalink: null })),
      URL,
    );
    expect(words).toContain('*25 questions wait for you*');
    expect(words.split('\n')).toHaveLength(12);
    expect(words.endsWith('… and 15 more')).toBe(true);
    expect(inboxWords([], URL)).toBe('Nothing waits for you.');
  });

  it('say what a link is for', () => {
    expect(linkWords(`${URL}/settings/channels?link=abc`, 15)).toContain(`<${URL}/settings/channels?link=abc|`);
  });
});
