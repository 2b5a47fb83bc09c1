import type { ReadMail } from '../../src/modules/channels/email/reading/understand-mail.js';
import type { Expected, Group, MailCase } from './mail-case.js';

export interface Scored {
  mail: MailCase;
  read: ReadMail;
}

export interface Miss {
  mail: string;
  expected: unknown;
  read: unknown;
}

const miss = ({ mail }: Scored, expected: unknown, read: unknown): Miss[] =>
  Object.is(expected, read) ? [] : [{ mail: `${mail.group}/${mail.name}`, expected, read }];

export const missedClass = (one: Scored): Miss[] => [
  ...miss(one, one.mail.expected.kind, one.read.classification.kind),
  ...(one.mail.expected.recipient
    ? miss(one, one.mail.expected.recipient, one.read.classification.bounce?.recipient ?? null)
    : []),
];
export const missedVerdict = (one: Scored): Miss[] => miss(one, one.mail.expected.verdict, one.read.verdict);

const saysText = ({ text }: Expected): boolean => text !== undefined;
export const missedText = (one: Scored): Miss[] => {
  const { expected } = one.mail;
  if (!saysText(expected)) return [];
  const inline = expected.inline === undefined ? [] : miss(one, expected.inline, one.read.reply.inline);
  return [...miss(one, expected.text, one.read.reply.text), ...inline].slice(0, 1);
};

const share = (all: readonly Scored[], missed: (one: Scored) => Miss[]): string => {
  const right = all.filter((one) => missed(one).length === 0).length;
  return `${right}/${all.length} (${((100 * right) / Math.max(1, all.length)).toFixed(1)} %)`;
};

const GROUPS: readonly Group[] = ['tuned', 'held-out', 'hand'];

/** One line a group, as printed by the test. */
export const report = (scored: readonly Scored[]): string =>
  [...GROUPS, 'all' as const]
    .map((group) => {
      const some = scored.filter(({ mail }) => group === 'all' || mail.group === group);
      const texts = some.filter(({ mail }) => saysText(mail.expected));
      return `${group.padEnd(9)} class ${share(some, missedClass)}  verdict ${share(some, missedVerdict)}  exact text ${share(texts, missedText)}`;
    })
    .join('\n');
