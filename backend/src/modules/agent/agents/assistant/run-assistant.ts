import type { FeedbackQuestion } from '@parley/contracts';
import { type Analysis, analyseRequest, respond, type ToolUse } from '../../llm/prompts/assistant.js';
import type { Answer, ConversationArgs } from '../../llm/prompts/conversation.js';
import type { RunContext } from '../../runtime/run-context.js';
import { clean } from '../shared/domain/clean-text.js';
import { recentHistory } from '../shared/domain/recent-history.js';
import { toAnswer } from '../shared/domain/to-answer.js';
import { toFeedbackQuestion } from '../shared/domain/to-feedback-question.js';
import { toolCards } from './domain/tool-cards.js';
import { useTool, wantedTool } from './use-tool.js';

/** Questions and answers may go back and forth this often; then the assistant answers with what it has. */
const MAX_ROUNDS = 4;
const MAX_QUESTIONS = 3;
const MAX_TOOL_USES = 6;

/** process → analyse → (ask or use a tool → analyse)* → respond, each a step that the person sees (AG-4). */
export const runAssistant = async (ctx: RunContext): Promise<void> => {
  const answers: Answer[] = [];
  const uses: ToolUse[] = [];
  let turns = await ctx.history();
  await ctx.step('process', () => requestOf(turns));
  const tools = toolCards(await ctx.tools('look for tools'));
  for (let rounds = 0; rounds < MAX_ROUNDS; ) {
    const analysis = await ctx.think('analyse', analyseRequest({ ...conversation(turns, answers), tools, uses }));
    const choice = wantedTool(analysis, uses);
    const questions = newQuestions(analysis, answers);
    if (choice && uses.length < MAX_TOOL_USES) uses.push(await useTool(ctx, choice));
    else if (questions.length === 0) break;
    else {
      rounds += 1;
      answers.push(...(await askAll(ctx, questions)));
    }
    turns = await ctx.history(); // what the person wrote meanwhile belongs to the answer (SES-3)
  }
  await ctx.say('respond', respond({ ...conversation(turns, answers), uses }));
};

type Turns = Awaited<ReturnType<RunContext['history']>>;

/** What the run is about, for its timeline. */
const requestOf = (turns: Turns) => {
  const request = turns.findLast(({ role }) => role === 'user');
  if (request === undefined) throw new Error('There is no message to answer.');
  return { request: clean(request.text, 200), earlierTurns: turns.length - 1 };
};

const conversation = (turns: Turns, answers: readonly Answer[]): ConversationArgs => ({
  history: recentHistory(turns).map(({ role, text, at }) => ({
    role: role === 'user' ? 'USER' : 'AGENT',
    text,
    at,
  })),
  answers: [...answers],
});

/** A model that repeats itself must not make a person repeat themselves; what they want otherwise is asked in the same words. */
const newQuestions = ({ next, questions }: Analysis, answers: readonly Answer[]): FeedbackQuestion[] => {
  if (next !== 'ask') return [];
  const settled = answers.filter(({ outcome }) => outcome !== 'CHANGES_REQUESTED');
  const known = new Set(settled.map(({ question }) => question));
  const fresh = new Map(questions.map(toFeedbackQuestion).map((question) => [question.question, question]));
  return [...fresh.values()].filter(({ question }) => !known.has(question)).slice(0, MAX_QUESTIONS);
};

const askAll = (ctx: RunContext, questions: readonly FeedbackQuestion[]): Promise<Answer[]> => {
  const askOne = async (own: RunContext, question: FeedbackQuestion) =>
    toAnswer(question, await own.ask('ask', question));
  const [only, ...others] = questions;
  if (only && others.length === 0) return Promise.all([askOne(ctx, only)]);
  return ctx.all(
    questions.map((question, index) => ctx.branch(`question ${index + 1}`, (own) => askOne(own, question))),
  );
};
