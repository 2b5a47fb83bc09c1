import { describe, expect, it } from 'vitest';
import { type ThreadMail, threadHeaders } from './thread-headers.js';

const mail = (subject: string, id: number | null = 1): ThreadMail => ({
  ...{ gmailId: `${id}`, messageId: id === null ? null : `<${id}@x.example>`, subject, key: null },
});

describe('how a mail goes on in a thread', () => {
  it('answers the newest, names the way there, and keeps the subject of the first', () =>
    expect(threadHeaders([mail('Which list?', 1), mail('Re: Which list?', 2), mail('Other', 3)])).toEqual({
      subject: 'Re: Which list?',
      inReplyTo: '<3@x.example>',
      references: ['<1@x.example>', '<2@x.example>', '<3@x.example>'],
    }));

  it.each([
    ['Which list?', 'Re: Which list?'],
    ['Re: Which list?', 'Re: Which list?'],
    ['AW: Fwd: Re: Which list?', 'Re: Which list?'],
    ['回复：哪个？', 'Re: 哪个？'],
    ['Regarding: lists', 'Re: Regarding: lists'],
    ['', 'Re:'],
    ['a\r\nBcc: eve@elsewhere.example', 'Re: a Bcc: eve@elsewhere.example'],
  ])('%j goes on as %j', (first, subject) => expect(threadHeaders([mail(first)]).subject).toBe(subject));

  it('does not grow for ever, and keeps the beginning', () => {
    const { references } = threadHeaders(Array.from({ length: 500 }, (_, at) => mail('x', at)));
    expect(references).toHaveLength(20);
    expect([references[0], references[1], references.at(-1)]).toEqual([
      '<0@x.example>',
      '<481@x.example>',
      '<499@x.example>',
    ]);
  });

  it('does without ids', () =>
    expect(threadHeaders([mail('x', null)])).toEqual({ subject: 'Re: x', inReplyTo: null, references: [] }));
});
