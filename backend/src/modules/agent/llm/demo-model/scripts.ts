import type { LlmResponseParser } from '../../../../generated/baml_client/parser.js';
import { changeRequestScripts } from './change-request/index.js';
import { type DemoAnswer, type DemoRequest, DIRECTIVE, lastUserTurn } from './demo-request.js';
import { orchestratorScripts } from './orchestrator/index.js';
import { readReply } from './read-reply.js';
import { quote, type Scenario } from './scenario.js';
import { greeting } from './scenarios/greeting.js';
import { SCENARIOS } from './scenarios/index.js';
import { toolNames, toolUses } from './tool-tags.js';

/** One script for every BAML function, typed by what that function returns: a new function does not compile without. */
export type Scripts = {
  readonly [Fn in keyof LlmResponseParser]: (request: DemoRequest) => ReturnType<LlmResponseParser[Fn]>;
};

const spoken = (text: string) => text.replaceAll(DIRECTIVE, '').trim();

const byMessage = (text: string): Scenario => SCENARIOS.find(({ when }) => when.test(spoken(text))) ?? greeting;

/** The scenario whose question was answered: a message sent meanwhile must not change what the reply is about. */
const byAnswer = ({ question }: DemoAnswer): Scenario | undefined =>
  SCENARIOS.find(({ questions, revised }) =>
    [...questions, ...(revised ? [revised('')] : [])].some((own) => own.question === question),
  );

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  REJECTED: 'was rejected',
  CHANGES_REQUESTED: 'still wanted changes',
  EXPIRED: 'expired without an answer',
  CANCELLED: 'was cancelled',
  UNDELIVERABLE: 'could not be delivered to anybody',
};

/** A proposal that was overtaken by a newer one is neither refused nor kept. */
const standing = (answers: readonly DemoAnswer[]) =>
  answers.filter(({ outcome }, at) => outcome !== 'CHANGES_REQUESTED' || at === answers.length - 1);

const refusals = (answers: readonly DemoAnswer[]) =>
  answers
    .filter(({ outcome }) => outcome in OUTCOME_WORDS)
    .map(({ question, outcome, text }) => {
      const reason = text ? ` (${text})` : '';
      return `- ${quote(question)} ${OUTCOME_WORDS[outcome]}${reason}.`;
    });

const kept = (answers: readonly DemoAnswer[]) =>
  answers.filter(({ outcome }) => !(outcome in OUTCOME_WORDS)).map(({ question, text }) => `- **${question}** ${text}`);

const refusalReply = (answers: readonly DemoAnswer[], refused: string[]) => {
  const others = kept(answers);
  const rest = others.length > 0 ? `\n\nI keep your other answers:\n\n${others.join('\n')}` : '';
  return `All right, **nothing was done**:\n\n${refused.join('\n')}${rest}\n\nTell me when you want something else instead.`;
};

/** What the person wrote while the run was working or waiting (SES-3). */
const meanwhile = ({ userTurns, answers }: DemoRequest, scenario: Scenario) => {
  const start = userTurns.findLastIndex((text) => scenario.when.test(spoken(text)));
  const given = new Set(answers.map(({ text }) => text));
  const later = start < 0 ? [] : userTurns.slice(start + 1).filter((text) => !given.has(text));
  return later.length === 0 ? '' : `\n\nMeanwhile you also wrote ${later.map(quote).join(' and ')}: noted.`;
};

export const scripts: Scripts = {
  AnalyseRequest: (request) => {
    const last = request.answers.at(-1);
    const anew = last?.outcome === 'CHANGES_REQUESTED' ? byAnswer(last)?.revised?.(last.text) : undefined;
    if (anew) return { thought: 'I have changed my proposal as you said.', next: 'ask', questions: [anew] };
    if (last) return { thought: 'Now I have what I need.', next: 'answer', questions: [] };
    const { thought, questions, call } = byMessage(lastUserTurn(request));
    const wanted = call?.({ request, uses: toolUses(request.prompt) });
    if (wanted && toolNames(request.prompt).includes(wanted.tool))
      return { thought, next: 'tool', questions: [], call: wanted };
    return { thought, next: questions.length > 0 ? 'ask' : 'answer', questions: [...questions] };
  },
  Respond: (request) => {
    const answers = standing(request.answers);
    const said = { ...request, answers, userTurns: request.userTurns.map(spoken) };
    const [first] = said.answers;
    const scenario = (first && byAnswer(first)) ?? byMessage(lastUserTurn(said));
    const refused = refusals(said.answers);
    const reply = refused.length > 0 ? refusalReply(said.answers, refused) : scenario.reply(said);
    return reply + (first ? meanwhile(said, scenario) : '');
  },
  ExtractAnswer: readReply,
  ...orchestratorScripts,
  ...changeRequestScripts,
};
