import type { FeedbackQuestionInput } from '@parley/contracts';
import type { ConversationArgs } from '../../../llm/prompts/conversation.js';
import type { RunContext } from '../../../runtime/run-context.js';
import { recentHistory } from '../../shared/domain/recent-history.js';
import type { RepositoryTools, Ticket, TicketHead } from '../domain/repository-tools.js';
import { Unable } from './unable.js';
import { useTool } from './use-tool.js';

export interface Task {
  ticket: Ticket;
  /** What the person and the agents have said: it may say more than the ticket. */
  history: ConversationArgs['history'];
}

/** The ticket that the person names, else the one they choose. @throws Unable */
export const findTicket = async (ctx: RunContext, tools: RepositoryTools): Promise<Task> => {
  const turns = await ctx.history();
  const asked = turns.findLast(({ role }) => role === 'user')?.text ?? '';
  const named = await ctx.step('read the request', () => tools.ticketIn(asked));
  const key = named ?? (await whichTicket(ctx, tools));
  const ticket = await useTool(ctx, 'read the ticket', tools.ticket(key));
  const history = recentHistory(turns, MOST_CHARACTERS).map(({ role, text, at }) => ({
    ...{ text, at },
    role: role === 'user' ? ('USER' as const) : ('AGENT' as const),
  }));
  return { ticket, history };
};

const MOST_CHARACTERS = 10_000;
const MOST_OPTIONS = 20;

const whichTicket = async (ctx: RunContext, tools: RepositoryTools): Promise<string> => {
  const tickets = (await useTool(ctx, 'list the tickets', tools.tickets())).slice(0, MOST_OPTIONS);
  const outcome = await ctx.ask('which ticket', ticketQuestion(tickets));
  if (outcome.kind !== 'answered') throw new Unable('I was not told which ticket to work on.');
  const { answer, text } = outcome;
  const key = answer.type === 'CHOICE' && answer.value !== undefined ? answer.value : tools.ticketIn(text);
  if (key === null) throw new Unable('I do not see which ticket you mean: name it, such as “Fix SHOP-12”.');
  return key;
};

const ticketQuestion = (tickets: readonly TicketHead[]): FeedbackQuestionInput => {
  const question = 'Which ticket shall I work on?';
  const keys = new Set(tickets.map(({ key }) => key));
  if (keys.size < 2 || keys.size < tickets.length) return { type: 'TEXT', question, placeholder: 'Its key' };
  const options = tickets.map(({ key, title }) => ({
    value: key,
    label: `${key} ${title}`.slice(0, 200).toWellFormed(),
  }));
  return { type: 'CHOICE', question, options, allowOther: true };
};
