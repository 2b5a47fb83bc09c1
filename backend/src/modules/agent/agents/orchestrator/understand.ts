import type { Answer, ConversationArgs } from '../../llm/prompts/conversation.js';
import { type Goal, type ParsedPrompt, parsePrompt } from '../../llm/prompts/orchestrator.js';
import type { ChatTurn, RunContext } from '../../runtime/run-context.js';
import { clean } from '../shared/domain/clean-text.js';
import { recentHistory } from '../shared/domain/recent-history.js';
import { toAnswer } from '../shared/domain/to-answer.js';
import { missingQuestion } from './domain/missing-question.js';

/** So often it asks for facts; then it goes on with what it has. */
const MAX_QUESTIONS = 2;

/** The request with what the person added. Null: they withdrew it. */
export const understand = async (ctx: RunContext): Promise<{ goal: Goal; answers: Answer[] } | null> => {
  const answers: Answer[] = [];
  for (;;) {
    const parsed = await ctx.think('understand the request', parsePrompt(conversation(await ctx.history(), answers)));
    const question = answers.length < MAX_QUESTIONS ? missingQuestion(parsed) : null;
    if (!question || answers.some((known) => known.question === question.question))
      return { goal: toGoal(parsed), answers };
    const outcome = await ctx.ask('ask for what is missing', question);
    if (outcome.kind === 'cancelled') return null;
    answers.push(toAnswer(question, outcome));
  }
};

export const conversation = (turns: readonly ChatTurn[], answers: readonly Answer[]): ConversationArgs => ({
  history: recentHistory(turns).map(({ role, text, at }) => ({ role: role === 'user' ? 'USER' : 'AGENT', text, at })),
  answers,
});

const toGoal = ({ goal, facts }: ParsedPrompt): Goal => ({
  goal: clean(goal, 2_000),
  facts: facts
    .map((fact) => clean(fact, 500))
    .filter(Boolean)
    .slice(0, 30),
});
