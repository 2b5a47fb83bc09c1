import type { ChangeProposal, ModuleSelection, ProposedEdit } from '../../../../../generated/baml_client/types.js';
import type { DemoTask } from './read-task.js';

type Words = Pick<ChangeProposal, 'rootCause' | 'explanation' | 'title'>;

/** How the demo model does one ticket of the sandbox. */
export interface Recipe {
  key: string;
  modules: Readonly<Record<string, string>>;
  /** Asked before anything else, once. */
  question?: ModuleSelection['question'];
  /** Of the modules, by what was answered. */
  chosen?(task: DemoTask): string[];
  words(task: DemoTask): Words;
  edits(task: DemoTask): ProposedEdit[];
}

/** Null when the file is not there or holds something else: then a person has changed it meanwhile. */
export const replace = (task: DemoTask, path: string, search: string, replacement: string): ProposedEdit[] =>
  task.files.get(path)?.includes(search) ? [{ path, kind: 'replace', search, replacement }] : [];

/** What nothing else heeds is at least seen. */
export const asComment = ({ remarks }: DemoTask, indent = ''): string =>
  remarks
    .filter((text) => !aboutTests(text))
    .map((text) => `${indent}// As asked: ${text.replaceAll(/\s+/g, ' ').slice(0, 100)}\n`)
    .join('');

export const aboutTests = (remark: string): boolean => /\btests?\b/i.test(remark);
