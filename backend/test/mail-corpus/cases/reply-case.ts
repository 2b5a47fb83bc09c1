import { attributionOf } from '../clients.js';
import { compose, type Draft } from '../compose.js';
import { TUNED } from '../locales-tuned.js';
import type { Expected, Group, MailCase } from '../mail-case.js';
import { QUESTION } from '../world.js';

const en = TUNED[0]!;
export const asked = QUESTION.join('\n');
export const quote = QUESTION.map((line) => `> ${line}`.trimEnd()).join('\n');
export const on = attributionOf(en);
export const tail = `\n\n${on}\n\n${quote}\n`;

export const reply = (
  group: Group,
  name: string,
  draft: Draft,
  text: string,
  more: Partial<Expected> = {},
): MailCase => ({
  group,
  name,
  raw: () => compose(name, draft),
  expected: { kind: 'reply', verdict: 'pass', text, ...more },
});
export const plain = (group: Group, name: string, text: string, expected: string, more?: Partial<Expected>): MailCase =>
  reply(group, name, { text }, expected, more);
