import type { ChangeProposal, ModuleSelection } from '../../../../../generated/baml_client/types.js';
import type { DemoRequest } from '../demo-request.js';
import { caseOfSearch } from './case-of-search.js';
import { type DemoTask, readTask } from './read-task.js';
import { asComment, type Recipe } from './recipe.js';
import { plainRecipes } from './recipes.js';
import { slowPayments } from './slow-payments.js';

const RECIPES: readonly Recipe[] = [...plainRecipes, slowPayments, caseOfSearch];

/** The demo model knows no programming: what it has no recipe for it writes down in the README. */
const noted: Recipe = {
  key: '',
  modules: { 'README.md': 'I am the demo model: I can only note here what is to be done.' },
  words: ({ key }) => ({
    rootCause: 'I am the demo model and cannot find causes by myself.',
    explanation: `- The README notes that ${key} is to be done.`,
    title: `Note that ${key} is to be done`,
  }),
  edits: (task) => {
    const line = `To do: ${task.key} ${task.title}\n${asComment(task)}`;
    const before = task.files.get('README.md');
    return [{ path: 'README.md', kind: 'write', content: before ? `${before.trimEnd()}\n\n${line}` : line }];
  },
};

const recipeFor = ({ key }: DemoTask) => RECIPES.find((recipe) => recipe.key === key) ?? noted;

const identify = (request: DemoRequest): ModuleSelection => {
  const task = readTask(request);
  const { modules, question, chosen } = recipeFor(task);
  if (question && task.answers.length === 0)
    return { thought: 'The ticket can be meant in more than one way.', modules: [], confidence: 0.4, question };
  const names = chosen?.(task) ?? Object.keys(modules);
  const known = names.filter((path) => task.paths.includes(path) || path === 'README.md');
  return {
    thought: `${known.length === 1 ? 'One file' : `${known.length} files`} will do.`,
    modules: known.map((path) => ({ path, why: modules[path] ?? '' })),
    confidence: 0.9,
    question: null,
  };
};

const propose = (request: DemoRequest): ChangeProposal => {
  const task = readTask(request);
  const recipe = recipeFor(task);
  const edits = recipe.edits(task);
  const words = recipe.words(task);
  const last = task.remarks.at(-1);
  return {
    thought: last === undefined ? 'I have found the cause.' : 'I have changed the proposal as you said.',
    ...words,
    explanation:
      edits.length > 0
        ? words.explanation
        : 'The files no longer hold what the ticket speaks of: there is nothing to change.',
    edits,
  };
};

export const changeRequestScripts = { IdentifyModules: identify, ProposeChange: propose };
