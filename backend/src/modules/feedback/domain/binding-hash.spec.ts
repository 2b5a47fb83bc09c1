import { feedbackQuestionSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { bindingHash, canonicalJson } from './binding-hash.js';

const approval = (change: object = {}) =>
  feedbackQuestionSchema.parse({
    type: 'APPROVAL',
    question: 'Delete it?',
    action: { tool: 'rm', target: 'prod', arguments: { path: '/a', force: true } },
    ...change,
  });

describe('bindingHash', () => {
  it('does not depend on the order of keys', () => {
    const other = approval({ action: { arguments: { force: true, path: '/a' }, target: 'prod', tool: 'rm' } });
    expect(bindingHash(approval())).toBe(bindingHash(other));
  });

  it.each([
    ['tool', { action: { tool: 'mv', target: 'prod', arguments: { path: '/a', force: true } } }],
    ['target', { action: { tool: 'rm', target: 'test', arguments: { path: '/a', force: true } } }],
    ['an argument', { action: { tool: 'rm', target: 'prod', arguments: { path: '/b', force: true } } }],
    ['a missing argument', { action: { tool: 'rm', target: 'prod', arguments: { path: '/a' } } }],
    ['the diff', { diff: '--- a\n+++ b\n' }],
    ['the question', { question: 'Keep it?' }],
  ])('changes with %s', (_name, change) => expect(bindingHash(approval(change))).not.toBe(bindingHash(approval())));

  it('binds approvals only', () =>
    expect(bindingHash(feedbackQuestionSchema.parse({ type: 'TEXT', question: 'Why?' }))).toBeNull());

  it('tells apart what looks alike when glued', () =>
    expect(canonicalJson(['ab'])).not.toBe(canonicalJson(['a', 'b'])));
});
