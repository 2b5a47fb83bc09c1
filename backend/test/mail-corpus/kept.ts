import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MailCase } from './mail-case.js';

const at = (path: string): string => fileURLToPath(new URL(`./mails/${path}`, import.meta.url));
const pathOf = ({ group, name }: MailCase): string => at(`${group}/${name}.eml`);

/** The mail as it lies in the repository. */
export const readKept = (mail: MailCase): Promise<Buffer> => readFile(pathOf(mail));

const write = async (path: string, content: Buffer | string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
};

export const tableOf = (cases: readonly MailCase[]): string =>
  `${JSON.stringify(Object.fromEntries(cases.map(({ group, name, expected }) => [`${group}/${name}.eml`, expected])), null, 2)}\n`;

/** The table of what every mail has to be read as, beside the mails. */
export const readTable = (): Promise<string> => readFile(at('expected.json'), 'utf8');

export const writeAll = async (cases: readonly MailCase[]): Promise<void> => {
  for (const mail of cases) await write(pathOf(mail), await mail.raw());
  await write(at('expected.json'), tableOf(cases));
};
