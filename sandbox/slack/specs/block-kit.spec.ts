import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../types.js';
import { type clientFor, errorOf, withClient } from './web-client.js';

let slack: SlackSandbox;
let client: ReturnType<typeof clientFor>;
beforeAll(async () => {
  ({ slack, client } = await withClient());
});
afterAll(() => slack.close());

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const option = (value: string, text = value) => ({ text: plain(text), value });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`o${index}`));
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const long = (length: number) => 'x'.repeat(length);

const post = (blocks: object[]) =>
  client.chat.postMessage({ channel: 'C0GENERAL', text: 't', blocks: blocks as never });

describe('blocks at their limits pass', () => {
  it.each<[string, object[]]>([
    ['50 blocks', Array.from({ length: 50 }, () => ({ type: 'divider' }))],
    ['a section of 3,000 characters', [{ type: 'section', text: mrkdwn(long(3_000)) }]],
    ['a header of 150', [{ type: 'header', text: plain(long(150)) }]],
    [
      'a button of 75 with a value of 2,000',
      [actions(button({ text: plain(long(75)), value: long(2_000), action_id: long(255) }))],
    ],
    ['25 elements', [actions(...Array.from({ length: 25 }, (_, index) => button({ action_id: `a${index}` })))]],
    [
      '100 options',
      [actions({ type: 'static_select', action_id: 's', placeholder: plain('p'), options: options(100) })],
    ],
    [
      '10 radio buttons',
      [actions({ type: 'radio_buttons', action_id: 'r', options: options(10), initial_option: option('o3') })],
    ],
    ['markdown of 12,000', [{ type: 'markdown', text: long(12_000) }]],
    ['an emoji for a character', [{ type: 'header', text: plain('😀'.repeat(150)) }]],
  ])('%s', async (_, blocks) => {
    expect((await post(blocks)).ok).toBe(true);
  });
});

describe('blocks beyond them are refused with the place', () => {
  it.each<[string, object[], string]>([
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), '/blocks]'],
    ['a long section', [{ type: 'section', text: mrkdwn(long(3_001)) }], '/blocks/0/text/text]'],
    ['an empty text', [{ type: 'section', text: mrkdwn('') }], '/blocks/0/text/text]'],
    ['a long field', [{ type: 'section', fields: [mrkdwn(long(2_001))] }], '/blocks/0/fields/0/text]'],
    ['mrkdwn in a header', [{ type: 'header', text: mrkdwn('x') }], '/blocks/0/text/type]'],
    ['a long header', [{ type: 'header', text: plain(long(151)) }], '/blocks/0/text/text]'],
    ['a long button', [actions(button({ text: plain(long(76)) }))], '/blocks/0/elements/0/text/text]'],
    ['a long value', [actions(button({ value: long(2_001) }))], '/blocks/0/elements/0/value]'],
    [
      '26 elements',
      [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })))],
      '/blocks/0/elements]',
    ],
    [
      'one action_id twice',
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
      '/blocks/0/elements/1/action_id]',
    ],
    [
      'one block_id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      '/blocks/1/block_id]',
    ],
    [
      '11 in a context',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('x')) }],
      '/blocks/0/elements]',
    ],
    ['101 options', [actions({ type: 'static_select', options: options(101) })], '/blocks/0/elements/0/options]'],
    ['11 checkboxes', [actions({ type: 'checkboxes', options: options(11) })], '/blocks/0/elements/0/options]'],
    ['6 in an overflow menu', [actions({ type: 'overflow', options: options(6) })], '/blocks/0/elements/0/options]'],
    ['a long option', [actions({ type: 'static_select', options: [option('a', long(76))] })], '/options/0/text/text]'],
    [
      'a long option value',
      [actions({ type: 'static_select', options: [option(long(151), 'a')] })],
      '/options/0/value]',
    ],
    [
      'an initial option that is none',
      [actions({ type: 'radio_buttons', options: options(2), initial_option: option('z') })],
      '/elements/0]',
    ],
    ['an input in actions', [actions({ type: 'plain_text_input' })], '/blocks/0/elements/0/type]'],
    ['a made-up property', [{ type: 'divider', colour: 'red' }], '/blocks/0]'],
    ['a made-up block', [{ type: 'sparkles' }], '/blocks/0/type]'],
    [
      'markdown of 12,001 in two',
      [
        { type: 'markdown', text: long(6_000) },
        { type: 'markdown', text: long(6_001) },
      ],
      '/blocks]',
    ],
  ])('%s', async (_, blocks, place) => {
    const { error, response_metadata } = await errorOf(post(blocks));
    expect(error).toBe('invalid_blocks');
    expect((response_metadata as { messages: string[] }).messages.join()).toContain(place);
  });

  it('too much in all, no list, nothing at all', async () => {
    const sections = Array.from({ length: 5 }, () => ({ type: 'section', text: mrkdwn(long(2_900)) }));
    expect((await errorOf(post(sections))).error).toBe('msg_blocks_too_long');
    expect((await errorOf(client.apiCall('chat.postMessage', { channel: 'C0GENERAL', blocks: '{' }))).error).toBe(
      'invalid_blocks_format',
    );
    expect((await errorOf(client.apiCall('chat.postMessage', { channel: 'C0GENERAL' }))).error).toBe('no_text');
  });

  it('cuts a text at 40,000 characters', async () => {
    const { message } = await client.chat.postMessage({ channel: 'C0GENERAL', text: long(40_001) });
    expect(message?.text).toHaveLength(40_000);
  });
});

describe('views', () => {
  const input = { type: 'input', label: plain('l'), element: { type: 'plain_text_input', action_id: 'a' } };
  const modal = { type: 'modal', title: plain('Title'), submit: plain('Send'), blocks: [input] };
  const open = (view: object) => client.views.open({ trigger_id: 'none', view: view as never });

  it.each<[string, object, string]>([
    ['a long title', { ...modal, title: plain(long(25)) }, '/view/title/text]'],
    ['a long button', { ...modal, submit: plain(long(25)) }, '/view/submit/text]'],
    ['long metadata', { ...modal, private_metadata: long(3_001) }, '/view/private_metadata]'],
    ['101 blocks', { ...modal, blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }, '/view/blocks]'],
    ['an input without a submit button', { ...modal, submit: undefined }, 'submit'],
    ['no title', { ...modal, title: undefined }, 'title'],
    ['a long label', { ...modal, blocks: [{ ...input, label: plain(long(2_001)) }] }, '/view/blocks/0/label/text]'],
  ])('%s is refused', async (_, view, place) => {
    const { error, response_metadata } = await errorOf(open(view));
    expect(error).toBe('invalid_arguments');
    expect((response_metadata as { messages: string[] }).messages.join()).toContain(place);
  });

  it('need a trigger that is known', async () => {
    expect((await errorOf(open(modal))).error).toBe('invalid_trigger_id');
  });
});
