import type { DemoAnswer, DemoRequest } from '../demo-request.js';

/** What baml_src/change-request.baml wrote into its tags. */
export interface DemoTask {
  key: string;
  /** First line of the ticket. */
  title: string;
  paths: readonly string[];
  files: ReadonlyMap<string, string>;
  /** What the person wanted different, oldest first. */
  remarks: readonly string[];
  answers: readonly DemoAnswer[];
}

const TICKET = /<ticket key="([^"]*)">\n([\s\S]*?)\n<\/ticket>/;
const PATHS = /<repository_files>\n([\s\S]*?)<\/repository_files>/;
const FILE = /<repository_file path="([^"]*)">\n([\s\S]*?)\n<\/repository_file>/g;
const REMARK = /<remark>\n([\s\S]*?)\n<\/remark>/g;

export const readTask = ({ prompt, answers }: DemoRequest): DemoTask => {
  const [, key = '', ticket = ''] = TICKET.exec(prompt) ?? [];
  const paths = (PATHS.exec(prompt)?.[1] ?? '').split('\n').map((line) => line.trim());
  return {
    key,
    title: ticket.trim().split('\n')[0] ?? '',
    paths: paths.filter((path) => path !== ''),
    files: new Map([...prompt.matchAll(FILE)].map(([, path = '', content = '']) => [path, content])),
    remarks: [...prompt.matchAll(REMARK)].map(([, text = '']) => text.trim()),
    answers,
  };
};
