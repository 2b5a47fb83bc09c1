import type { FeedbackQuestion } from '@parley/contracts';
import { type Analysis, type Answer, analyseRequest, type ConversationArgs, respond } from '../../llm/prompts.js';
import type { RunContext } from '../../runtime/run-context.js';
import { clean } from './domain/clean-text.js';
import { recentHistory } from './domain/recent-history.js';
import { toAnswer } from './domain/to-answer.js';
import { toFeedbackQuestion } from './domain/to-feedback-question.js';

/** Questions and answers may go back and forth this often; then the assistant answers with what it has. */
const MAX_ROUNDS = 4;
const MAX_QUESTIONS = 3;

/** process → analyse → (ask → analyse)* → respond, each a step that the person sees (AG-4). */
export const runAssistant = async (ctx: RunContext): Promise<void> => {
  const answers: Answer[] = [];
  let turns = await ctx.history();
  await ctx.step('process', () => requestOf(turns));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const analysis = await ctx.think('analyse', analyseRequest(conversation(turns, answers)));
    const questions = newQuestions(analysis, answers);
    if (questions.length === 0) break;
    answers.push(...(await askAll(ctx, questions)));
    turns = await ctx.history(); // what the person wrote meanwhile belongs to the answer (SES-3)
  }
  await ctx.say('respond', respond(conversation(turns, answers)));
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

/** A model that repeats itself must not make a person repeat themselves. */
const newQuestions = ({ next, questions }: Analysis, answers: readonly Answer[]): FeedbackQuestion[] => {
  if (next === 'answer') return [];
  const known = new Set(answers.map(({ question }) => question));
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
