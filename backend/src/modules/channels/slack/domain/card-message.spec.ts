import { type FeedbackQuestionInput, type FeedbackResponse, feedbackQuestionSchema } from '@parley/contracts';
import type { KnownBlock } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { FeedbackCard } from '../../domain/feedback-card.js';
import { type CardMessage, cardMessage } from './card-message.js';
import { readAnswerValue } from './control-value.js';
import { MESSAGE_WEIGHT, weightOf } from './limits.js';

const LINK = 'https://parley.test/sessions/1';
const HASH = 'a'.repeat(64);
const ID = '00000000-0000-4000-8000-000000000003';
const card = (question: FeedbackQuestionInput, over: Partial<FeedbackCard> = {}): FeedbackCard => ({
  requestId: ID,
  sessionId: '00000000-0000-4000-8000-000000000004',
  agent: 'change-request',
  status: 'PENDING',
  question: feedbackQuestionSchema.parse(question),
  bindingHash: question.type === 'APPROVAL' ? HASH : null,
  expiresAt: null,
  response: null,
  reason: null,
  actionable: true,
  reminder: false,
  movedTo: null,
  handedTo: null,
  ...over,
});
const by = (text: string, over: Partial<FeedbackResponse> = {}): FeedbackResponse => ({
  id: '00000000-0000-4000-8000-000000000001',
  answer: { type: 'TEXT', text },
  text,
  by: { id: '00000000-0000-4000-8000-000000000002', name: '*Mira* <!here>' },
  channel: 'SLACK',
  at: '2026-08-01T12:03:00.000Z',
  ...over,
});
const render = (from: FeedbackCard, call: string | null = null) => cardMessage(from, { link: LINK, call });

type Part = Record<string, unknown> & { elements?: Part[] };
const elements = ({ blocks }: CardMessage): Part[] =>
  (blocks as unknown as Part[]).filter(({ type }) => type === 'actions').flatMap(({ elements: all }) => all ?? []);
const names = (message: CardMessage): string[] =>
  elements(message).map(({ text, type }) => (text as { text: string } | undefined)?.text ?? String(type));
const words = ({ blocks }: { blocks: KnownBlock[] }): string => JSON.stringify(blocks);
const anatomy = ({ blocks }: CardMessage): string[] => blocks.map(({ type }) => type);

const WAY = { type: 'TEXT', question: 'Which way?' } as const;
const option = (at: number, over = {}) => ({ value: `v${at}`, label: `Room ${at}`, ...over });
const rooms = (count: number, over: object = {}): FeedbackQuestionInput => ({
  type: 'CHOICE',
  question: 'Which room?',
  options: Array.from({ length: count }, (_, at) => option(at)),
  ...over,
});
const RUN = {
  type: 'APPROVAL',
  question: 'May I?',
  action: { tool: 'delete_file', target: 'repo', arguments: { path: 'a <b> & `c`' }, destructive: true },
} as const;

describe('an open card', () => {
  it('has the question, the reasons, the controls, and how else to answer, in this order', () => {
    const message = render(card({ ...WAY, context: 'The **road** is closed.' }, { expiresAt: '2026-12-24T10:00:00Z' }));
    expect(anatomy(message)).toEqual(['section', 'header', 'section', 'actions', 'context', 'context']);
    expect(names(message)).toEqual(['Answer…', 'Open in Parley']);
    const shown = words(message);
    for (const part of ['*Change request asks:*', 'Which way?', 'The **road** is closed.', 'Reply with your answer.'])
      expect(shown).toContain(part);
    expect(shown).toContain('Open until <!date^1798106400^{date_short_pretty} at {time}|24 Dec 2026, 10:00 UTC>.');
    expect(shown).toContain('After that it keeps waiting quietly.');
  });

  it('calls a person only where told to', () => {
    expect(words(render(card(WAY), 'U0MIRA'))).toContain('"<@U0MIRA> *Change request asks:*"');
    expect(words(render(card(WAY)))).not.toContain('<@');
  });

  it.each<[string, FeedbackCard, string[]]>([
    ['a text', card(WAY), ['Answer…']],
    ['a few short options', card(rooms(3)), ['Room 0', 'Room 1', 'Room 2']],
    ['many options', card(rooms(6)), ['static_select']],
    [
      'a few long options',
      card(rooms(2, { options: [option(0, { label: 'l'.repeat(41) }), option(1)] })),
      ['static_select'],
    ],
    [
      'options whose values Slack’s menus cannot hold',
      card(rooms(2, { options: [option(0, { label: 'l'.repeat(41), value: 'v'.repeat(200) }), option(1)] })),
      [`${'l'.repeat(41)}`, 'Room 1'],
    ],
    ['options or something else', card(rooms(2, { allowOther: true })), ['Room 0', 'Room 1', 'Something else…']],
    ['several options', card(rooms(4, { type: 'MULTI_CHOICE' })), ['checkboxes', 'Send']],
    ['several of many options', card(rooms(11, { type: 'MULTI_CHOICE' })), ['multi_static_select', 'Send']],
    [
      'several options that Slack cannot hold',
      card(rooms(2, { type: 'MULTI_CHOICE', options: [option(0, { value: 'v'.repeat(200) }), option(1)] })),
      [],
    ],
    ['an approval', card(RUN), ['Approve', 'Reject', 'Edit…', 'Comment…']],
    [
      'an approval of a diff',
      card({ ...RUN, action: undefined, diff: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b' }),
      ['Approve', 'Reject', 'Comment…'],
    ],
    [
      'a change that can be revised',
      card({ ...RUN, diff: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b', revisable: true }),
      ['Approve', 'Reject', 'Request changes…', 'Edit…', 'Comment…'],
    ],
    [
      'a form',
      card({ type: 'FORM', question: 'q', schema: { type: 'object', properties: { a: { type: 'string' } } } }),
      ['Fill in…'],
    ],
    ['a notice', card({ type: 'NOTICE', question: 'Done.' }), ['Seen']],
    ['an approval bound to nothing', card(RUN, { bindingHash: null }), []],
  ])('%s can be answered with what fits it', (_what, open, controls) =>
    expect(names(render(open))).toEqual([...controls, 'Open in Parley']),
  );

  it('binds the buttons of an approval to what was shown, and asks once more before what cannot be undone', () => {
    const [approve, reject] = elements(render(card(RUN)));
    expect(readAnswerValue(String(approve?.value))).toEqual({
      requestId: ID,
      answer: { type: 'APPROVAL', decision: 'approve', bindingHash: HASH },
    });
    expect(approve).toMatchObject({ style: 'primary', confirm: { text: { text: 'It cannot be undone.' } } });
    expect(reject).toMatchObject({ style: 'danger' });
    expect(reject).not.toHaveProperty('confirm');
    expect(elements(render(card({ ...RUN, action: { ...RUN.action, destructive: false } })))[0]).not.toHaveProperty(
      'confirm',
    );
  });

  it('shows an approval from its data, apart from the words about it, right above the buttons', () => {
    const message = render(card({ ...RUN, context: 'Tool: harmless' }));
    expect(message.whole).toBe(true);
    expect(message.blocks.slice(-4)).toMatchObject([
      { text: { type: 'plain_text', text: 'Tool: delete_file on repo\nIt cannot be undone.' } },
      { text: { type: 'mrkdwn', text: '```\n{\n  "path": "a &lt;b&gt; &amp; `c`"\n}\n```' } },
      { type: 'actions' },
      { type: 'context' },
    ]);
  });

  it('says what a default does at the deadline', () => {
    const question = { ...WAY, onExpiry: 'DEFAULT', default: { type: 'TEXT', text: '*left*' } } as const;
    const { blocks } = render(card(question, { expiresAt: '2026-12-24T10:00:00Z' }));
    expect(blocks.at(-1)).toMatchObject({
      elements: [{}, { type: 'plain_text', text: 'After that the answer is: *left*' }],
    });
  });

  it('lets nothing act that somebody wrote', () => {
    const evil = '<!channel> <@U0MIRA> *b* <https://x.example|y> \u202e';
    const all = [
      card({ ...WAY, question: evil, context: evil }),
      card(
        rooms(2, {
          question: evil,
          context: evil,
          options: [option(0, { label: evil, description: evil }), option(1)],
        }),
      ),
      card({ ...RUN, question: evil, action: { tool: evil, target: evil, arguments: { [evil]: evil } } }),
      card(WAY, { status: 'CANCELLED', actionable: false, reason: evil }),
      card(WAY, { status: 'ANSWERED', actionable: false, response: by(evil) }),
      card(WAY, { actionable: false, handedTo: evil }),
      card({ ...WAY }, { agent: evil }),
    ];
    for (const message of all.map((one) => render(one))) {
      const texts = [...words(message).matchAll(/"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g)].map(
        ([, text]) => text ?? '',
      );
      for (const text of texts) {
        expect(text).not.toMatch(/<!channel|<!here|<@|\u202e/);
        expect(text.replace(/```.*```/s, '')).not.toContain('*b*');
        expect(text.replaceAll(`<${LINK}|`, '')).not.toMatch(/<http/);
      }
      expect(message.text).not.toMatch(/<|\u202e/);
    }
  });
});

describe('a card that does not fit', () => {
  const long = (length: number) => ({ ...RUN, action: { ...RUN.action, arguments: { text: 'x'.repeat(length) } } });

  it('cannot be approved here, and leads to the whole (T27)', () => {
    const message = render(card(long(13_000)));
    expect(message.whole).toBe(false);
    expect(names(message)).toEqual(['Open the whole of it']);
    expect(words(message)).toContain('cannot be decided here');
    expect(message.text).toContain('cannot be decided here');
    expect(message.text).toContain(LINK);
    expect(render(card(long(9_000))).whole).toBe(true);
  });

  it('or fits is the same on every occasion, so that a word counts just where the buttons stand (T27)', () => {
    const id = `U${'0'.repeat(30)}`;
    const occasions: [Partial<FeedbackCard>, string | null][] = [
      [{}, id],
      [{}, 'U0MIRA'],
      [{ reminder: true }, id],
      [{ reminder: true }, null],
      [{ movedTo: 'WEB' }, null],
      [{ movedTo: 'SLACK', reminder: true }, id],
    ];
    const kinds = [
      (length: number) => long(length),
      (length: number) => ({ ...long(length), urgency: 'HIGH' as const, question: `q\n${'\n'.repeat(200)}` }),
      (length: number) => ({ type: 'APPROVAL' as const, question: 'May I?', diff: `+${'\n+'.repeat(length / 3)}` }),
    ];
    for (const kind of kinds) {
      const whole = (length: number) => render(card(kind(length))).whole;
      let [fits, fitsNot] = [100, 13_000];
      while (fitsNot - fits > 1) {
        const middle = Math.floor((fits + fitsNot) / 2);
        if (whole(middle)) fits = middle;
        else fitsNot = middle;
      }
      for (let length = fits - 4; length < fits + 220; length += length < fits + 4 ? 1 : 24)
        for (const [over, call] of occasions) {
          const message = render(card(kind(length), over), call);
          expect(message.whole).toBe(whole(length));
          const shown = words(message);
          expect(shown.includes('cannot be decided here')).toBe(!message.whole);
          expect(names(message).includes('Approve')).toBe(message.whole && !over.movedTo);
          expect(weightOf(message.blocks)).toBeLessThanOrEqual(MESSAGE_WEIGHT);
        }
    }
  });

  it('can still be wanted otherwise, by a form or in words, where nothing else is decided', () => {
    const long = { type: 'APPROVAL', question: 'Merge?', diff: '+x\n'.repeat(8_000) } as const;
    const message = render(card({ ...long, revisable: true }));
    expect([message.whole, names(message)]).toEqual([false, ['Open the full diff', 'Request changes…']]);
    for (const shown of [words(message), message.text]) expect(shown).toContain('if something should be different');
    expect(`${words(message)}${message.text}`).not.toContain('Reply with 1');
    expect(names(render(card(long)))).toEqual(['Open the full diff']);
    expect(names(render(card({ ...long, revisable: true }, { movedTo: 'WEB' })))).toEqual(['Open the full diff']);
  });

  it('tells which files a long diff changes', () => {
    const diff = `--- a/big.txt\n+++ b/big.txt\n@@ -0,0 +1,2000 @@\n${'+line\n'.repeat(2_000)}`;
    const message = render(card({ type: 'APPROVAL', question: 'May I?', diff }));
    expect(message.whole).toBe(false);
    expect(names(message)).toEqual(['Open the full diff']);
    expect(words(message)).toContain('big.txt  +2000 −0');
  });

  it('cuts the reasons visibly before anything else', () => {
    const message = render(card({ ...long(5_000), context: 'c'.repeat(20_000) }));
    expect(message.whole).toBe(true);
    expect(names(message)).toContain('Approve');
    expect(words(message)).toContain('c…');
    expect(words(message)).toContain(`<${LINK}|Read all of it in Parley>`);
    expect(message.text).not.toContain('cannot be decided');
  });
});

describe('a card that takes no answer here', () => {
  const settled = (over: Partial<FeedbackCard>) => render(card(WAY, { actionable: false, ...over }));

  it.each<[string, CardMessage, string]>([
    ['is answered', settled({ status: 'ANSWERED', response: by('left') }), 'Answered by *Mira* <!here> in Slack'],
    ['is withdrawn', settled({ status: 'CANCELLED', reason: 'Not needed' }), 'This question was withdrawn: Not needed'],
    ['is expired', settled({ status: 'EXPIRED' }), 'Nobody answered in time'],
    ['could not be delivered', settled({ status: 'UNDELIVERABLE' }), 'could not be delivered'],
    ['was handed on', settled({ handedTo: 'Jun Park' }), 'Jun Park decides this now.'],
  ])('%s: it says so, and has nothing to press', (_what, message, expected) => {
    expect(anatomy(message)).not.toContain('actions');
    expect(words(message)).not.toContain('action_id');
    expect(words(message)).toContain(expected);
    expect(words(message)).toContain('Which way?');
    expect(message.text).toContain('Which way?');
    expect(message.whole).toBe(false);
  });

  it('still says which call it was about', () =>
    expect(words(render(card(RUN, { status: 'EXPIRED', actionable: false })))).toContain('Tool: delete_file on repo'));

  it('tells in the reader’s own time when it was answered', () =>
    expect(words(settled({ status: 'ANSWERED', response: by('left') }))).toContain(
      '<!date^1785585780^{date_short_pretty} at {time}|1 Aug 2026, 12:03 UTC>',
    ));

  it('is a pointer: the question went on', () => {
    const message = render(card(RUN, { movedTo: 'EMAIL' }));
    expect(names(message)).toEqual(['Open in Parley']);
    expect(words(message)).toContain('This question goes on by email. An answer from here still counts.');
    for (const question of [WAY, rooms(2, { type: 'MULTI_CHOICE' })])
      expect(names(render(card(question, { movedTo: 'WEB' })))).toEqual(['Open in Parley']);
  });

  it('is sensitive: nothing but the link', () => {
    const secret = card({ ...RUN, question: 'hunter2', context: 'hunter2', sensitive: true });
    const open = render(secret);
    const closed = render({ ...secret, status: 'ANSWERED', actionable: false, response: by('hunter2') });
    expect(names(open)).toEqual(['Open in Parley']);
    for (const { text, blocks } of [open, closed])
      expect(text + JSON.stringify(blocks)).not.toMatch(/hunter2|delete_file/);
    expect(open.text).toContain(LINK);
  });
});

it('a reminder says that it is one', () =>
  expect(words(render(card(WAY, { reminder: true })))).toContain('*Reminder: Change request asks:*'));
