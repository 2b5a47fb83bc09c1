import { describe, expect, it } from 'vitest';
import { understandMail } from '../../src/modules/channels/email/reading/understand-mail.js';
import { CASES } from './cases/index.js';
import { CONTEXT } from './context.js';
import { readKept, readTable, tableOf, writeAll } from './kept.js';
import { missedClass, missedText, missedVerdict, report, type Scored } from './score.js';

// After a change of the cases: WRITE_MAIL_CORPUS=1 npm test -- --project unit mail-corpus
if (process.env.WRITE_MAIL_CORPUS) await writeAll(CASES);

const scored: Scored[] = [];
for (const mail of CASES) scored.push({ mail, read: await understandMail(await readKept(mail), CONTEXT) });
console.info(report(scored));

// Before a mail is matched to its question, only the mark and the address are known.
const unmatched: Scored[] = [];
for (const mail of CASES) {
  unmatched.push({ mail, read: await understandMail(await readKept(mail), { ...CONTEXT, ownLines: [] }) });
}
console.info(`without the lines we sent:\n${report(unmatched)}`);

describe('the mail corpus', () => {
  it('has a size worth its name, and a third nobody tuned on', () => {
    expect(new Set(CASES.map(({ group, name }) => `${group}/${name}`)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThanOrEqual(150);
    expect(CASES.filter(({ group }) => group === 'held-out').length * 3).toBeGreaterThanOrEqual(CASES.length);
  });

  it('lies in the repository as it is generated', async () => {
    const changed = [];
    for (const mail of CASES) if (!(await readKept(mail)).equals(await mail.raw())) changed.push(mail.name);
    expect(changed).toEqual([]);
    expect(await readTable()).toBe(tableOf(CASES));
  });

  it('has every class right', () => expect(scored.flatMap(missedClass)).toEqual([]));
  it('has every verdict on the sender right', () => expect(scored.flatMap(missedVerdict)).toEqual([]));
  it('has at least 98 of 100 texts exactly', () => {
    const texts = scored.filter(({ mail }) => mail.expected.text !== undefined);
    const missed = texts.flatMap(missedText);
    expect(missed.slice(0, missed.length > texts.length * 0.02 ? undefined : 0)).toEqual([]);
  });

  it('has nearly as many before the mail is matched to its question', () => {
    const texts = unmatched.filter(({ mail }) => mail.expected.text !== undefined);
    const missed = texts.flatMap(missedText);
    expect(missed.slice(0, missed.length > texts.length * 0.05 ? undefined : 0)).toEqual([]);
  });

  it('never lets through what must not be read', () => {
    const leaks = scored.filter(
      ({ mail, read }) => mail.expected.without && read.reply.text.includes(mail.expected.without),
    );
    expect(leaks.map(({ mail }) => mail.name)).toEqual([]);
  });
});
