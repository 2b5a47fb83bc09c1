import type { FeedbackQuestion } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { understandMail } from '../../src/modules/channels/email/reading/understand-mail.js';
import { AMBIGUOUS, CLEAR_NO, CLEAR_YES } from '../../src/modules/feedback/domain/answer-grammar/approval-corpus.js';
import { readAnswer } from '../../src/modules/feedback/domain/answer-grammar/read-answer.js';
import { TRAPS } from './cases/approval-traps.js';
import { CLIENTS, type ClientName } from './clients.js';
import { compose, type Draft } from './compose.js';
import { CONTEXT } from './context.js';
import { TUNED } from './locales-tuned.js';

const bindingHash = 'a'.repeat(64);
const question = { type: 'APPROVAL', question: 'Deploy?' } as unknown as FeedbackQuestion;

const decide = async (draft: Draft): Promise<string> => {
  const { reply } = await understandMail(await compose('approval', draft), CONTEXT);
  const answer = readAnswer(question, reply.text, { bindingHash });
  return answer.ok && answer.answer.type === 'APPROVAL' ? answer.answer.decision : 'asks back';
};

const SHAPES: readonly ClientName[] = [
  'gmail',
  'gmailHtmlOnly',
  'outlook',
  'outlookPlain',
  'thunderbirdBottom',
  'iphone',
  'unmarked',
];

/** Of each text in each mail program: the ones that are not decided as they should be. */
const wrong = async (texts: readonly string[], right: (decision: string) => boolean): Promise<string[]> => {
  const found: string[] = [];
  for (const [at, text] of [...new Set(texts)].entries()) {
    for (const shape of SHAPES) {
      const locale = TUNED[at % TUNED.length]!;
      const decision = await decide(CLIENTS[shape](locale, text));
      if (!right(decision)) found.push(`${shape}: ${JSON.stringify(text)} → ${decision}`);
    }
  }
  return found;
};

describe('an approval by mail (FB-11, EML-3)', { timeout: 60_000 }, () => {
  it('has a table worth its name', () =>
    expect(new Set([...AMBIGUOUS, ...CLEAR_NO]).size + TRAPS.length).toBeGreaterThanOrEqual(200));

  it('takes no ambiguous text for an approval, whatever program it comes from', async () =>
    expect(await wrong(AMBIGUOUS, (decision) => decision !== 'approve')).toEqual([]));

  it('takes no clear no for an approval', async () =>
    expect(await wrong(CLEAR_NO, (decision) => decision !== 'approve')).toEqual([]));

  it('still reads at least 97 of 100 clear answers, so that nothing is safe by being deaf', async () => {
    const all = (CLEAR_YES.length + CLEAR_NO.length) * SHAPES.length;
    const missed = [
      ...(await wrong(CLEAR_YES, (decision) => decision === 'approve')),
      ...(await wrong(CLEAR_NO, (decision) => decision === 'reject')),
    ];
    console.info(`clear answers by mail: ${all - missed.length}/${all} read`);
    expect(missed.slice(0, missed.length > all * 0.03 ? undefined : 0)).toEqual([]);
  });

  it.each(TRAPS)('does not approve: %s', async (_name, draft) => expect(await decide(draft)).not.toBe('approve'));
});
