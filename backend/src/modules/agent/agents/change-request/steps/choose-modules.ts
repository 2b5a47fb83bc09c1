import { identifyModules, type ModuleSelection } from '../../../llm/prompts/change-request.js';
import type { Answer } from '../../../llm/prompts/conversation.js';
import type { RunContext } from '../../../runtime/run-context.js';
import { toAnswer } from '../../shared/domain/to-answer.js';
import { STOP, scopeQuestion } from '../domain/scope-question.js';
import type { Task } from './find-ticket.js';
import type { Look } from './look-through.js';
import { Unable } from './unable.js';

export interface Scope {
  paths: readonly string[];
  /** What the person has said about it. */
  answers: readonly Answer[];
}

const MOST_QUESTIONS = 3;
const MOST_MODULES = 12;

/** The fewest files that do it; the person is asked where that is not clear. @throws Unable */
export const chooseModules = async (ctx: RunContext, { ticket, history }: Task, look: Look): Promise<Scope> => {
  const answers: Answer[] = [];
  const paths = look.files.map(({ path }) => path);
  for (;;) {
    const { key } = ticket;
    const task = { key, ticket: `${ticket.title}\n\n${ticket.text}`, history, answers: [...answers] };
    const selection = await ctx.think('identify the modules', identifyModules({ ...task, paths, hits: look.hits }));
    const question = answers.length < MOST_QUESTIONS ? scopeQuestion(selection, answers.length === 0) : null;
    if (!question || answers.some((given) => given.question === question.question))
      return { paths: known(selection, paths), answers };
    const outcome = await ctx.ask('ask about the scope', question);
    if (outcome.kind !== 'answered')
      throw new Unable('I was not told what belongs to this change, so I have stopped. Nothing was changed.');
    if (outcome.answer.type === 'CHOICE' && outcome.answer.value === STOP)
      throw new Unable('All right, I stop here. Nothing was changed.');
    answers.push(toAnswer(question, outcome));
  }
};

/** A model may name what is not there. */
const known = ({ modules }: ModuleSelection, paths: readonly string[]): string[] => {
  const chosen = [...new Set(modules.map(({ path }) => path))].filter((path) => paths.includes(path));
  if (chosen.length === 0) throw new Unable('I found no file in the repository that this ticket is about.');
  return chosen.slice(0, MOST_MODULES);
};
