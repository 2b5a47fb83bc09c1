import { describe, expect, it } from 'vitest';
import { MESSAGE_WEIGHT, weightOf } from './limits.js';
import { noteMessage } from './note-message.js';

const agent = (text: string, unfinished = false) =>
  noteMessage({ text, from: { agent: 'assistant', sessionId: 's1', unfinished } }, (id) => `https://parley.test/${id}`);
const ours = (text: string) => noteMessage({ text }, () => 'https://parley.test');

describe('words of an agent', () => {
  it('are Markdown, with a plain text for notifications', () =>
    expect(agent('# Hi\n\n**there** & <b>')).toEqual({
      text: '# Hi\n\n**there** &amp; &lt;b&gt;',
      blocks: [{ type: 'markdown', text: '# Hi\n\n**there** & <b>' }],
    }));

  it('show that more is to come', () => {
    expect(agent('Let me see', true)).toMatchObject({ text: 'Let me see ▍', blocks: [{ text: 'Let me see ▍' }] });
    expect(agent('', true).blocks).toMatchObject([{ text: ' ▍' }]);
    expect(agent(' ').blocks).toMatchObject([{ text: '…' }]);
  });

  it.each([
    ['<!channel> and <!here>', '‹!channel> and ‹!here>'],
    ['<@U0MIRA> <@W012AB>', '‹@U0MIRA> ‹@W012AB>'],
    ['<#C0GENERAL|x> <!subteam^S1>', '‹#C0GENERAL|x> ‹!subteam^S1>'],
    ['<https://a.example> <b> a < b <!-- x -->', '<https://a.example> <b> a < b <!-- x -->'],
  ])('call nobody: %s', (text, expected) => expect(agent(text).blocks).toEqual([{ type: 'markdown', text: expected }]));

  it('make visible what would act on the line', () =>
    expect(agent('a\u202eb').blocks).toMatchObject([{ text: 'a⟨U+202E⟩b' }]));

  it.each([
    ['a wall of text', 'n'.repeat(200_000)],
    ['quotes and line ends', '"\n'.repeat(50_000)],
    ['hidden characters', '\u200b'.repeat(20_000)],
    ['ampersands', '&'.repeat(20_000)],
  ])('are cut visibly where they are %s, and lead to the rest', (_what, text) => {
    const { text: fallback, blocks } = agent(text, true);
    expect(blocks[0]).toMatchObject({ type: 'markdown', text: expect.stringMatching(/… ▍$/) });
    expect(JSON.stringify(blocks[1])).toContain('<https://parley.test/s1|Read all of it in Parley>');
    expect(weightOf(blocks)).toBeLessThanOrEqual(MESSAGE_WEIGHT);
    expect(fallback.length).toBeLessThanOrEqual(4_000);
    expect(fallback).toMatch(/… ▍$/);
  });

  it('stand in plain sections where Slack would make more blocks of them than a message holds', () => {
    const headings = Array.from({ length: 60 }, (_, at) => `## Part ${at}\n\nwords`).join('\n\n');
    const { blocks } = agent(headings);
    expect(blocks.map(({ type }) => type)).toEqual(['section']);
    expect(JSON.stringify(blocks)).toContain('Part 59');
  });
});

describe('words of ours', () => {
  it('are plain, letter by letter', () =>
    expect(ours('*Noa* <answered> & `first`')).toEqual({
      text: '*Noa* &lt;answered&gt; &amp; `first`',
      blocks: [{ type: 'section', text: { type: 'plain_text', text: '*Noa* <answered> & `first`', emoji: false } }],
    }));

  it('are cut visibly where they are too long', () => {
    const { blocks } = ours('n'.repeat(50_000));
    expect(weightOf(blocks)).toBeLessThanOrEqual(MESSAGE_WEIGHT);
    expect(JSON.stringify(blocks.at(-1))).toContain('…');
  });
});
