import { type FeedbackAnswer, type FeedbackQuestion, feedbackQuestionSchema } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '../../../../kernel/index.js';
import { DemoModel, type LlmCall, LlmGateway } from '../../llm/index.js';
import type { FeedbackOutcome, RunContext } from '../../runtime/run-context.js';
import type { ToolOutcome, ToolRequest } from '../../runtime/tool-use.js';
import { runAssistant } from './run-assistant.js';
import { samplePrompts } from './sample-prompts.js';

let demo: DemoModel;
let gateway: LlmGateway;
beforeAll(async () => {
  demo = await DemoModel.start({ pace: { tokensPerSecond: 1_000_000, firstTokenMs: 0 } });
  gateway = new LlmGateway({
    clients: () => [{ provider: 'demo', model: 'demo', baseUrl: demo.baseUrl }],
    timeouts: { firstTokenMs: 2_000, idleMs: 2_000, totalMs: 5_000 },
    clock: new SystemClock(),
  });
});
afterAll(() => demo.stop());

type Answers = (question: FeedbackQuestion) => FeedbackOutcome;

/** The run as it looks to an agent, without a journal: a real model behind it, answers from the test. */
const play = async (
  message: string,
  answers: Answers = () => ({ kind: 'expired' }),
  tools: Record<string, (request: ToolRequest) => ToolOutcome> = {},
) => {
  const units: string[] = [];
  const questions: FeedbackQuestion[] = [];
  const signal = new AbortController().signal;
  let reply = '';
  const call = async <T>(work: LlmCall<T>, stepKey: string) =>
    (await gateway.run(work, { signal, tags: { runId: 'r', stepKey } })).value;
  const context = {
    runId: 'r',
    sessionId: 's',
    signal,
    history: async () => [{ role: 'user', text: message, at: '2026-01-01T00:00:00Z' }],
    step: async (name: string, work: (unit: object) => unknown) => {
      units.push(name);
      return work({});
    },
    think: <T>(name: string, work: LlmCall<T>) => {
      units.push(name);
      return call(work, name);
    },
    say: async (name: string, source: string | LlmCall<string>) => {
      units.push(name);
      reply = typeof source === 'string' ? source : await call(source, name);
      return reply;
    },
    ask: async (name: string, question: FeedbackQuestion) => {
      units.push(name);
      questions.push(feedbackQuestionSchema.parse(question));
      return answers(question);
    },
    tools: async (name: string) => {
      units.push(name);
      return Object.keys(tools).map((tool) => ({ name: tool, description: '', inputSchema: {}, policy: 'AUTO' }));
    },
    tool: async (_name: string, request: ToolRequest) => {
      units.push(request.tool);
      return tools[request.tool]?.(request) ?? { kind: 'failed', message: 'There is no such tool.' };
    },
    branch: async (name: string, work: (own: RunContext) => unknown) => {
      units.push(`branch ${name}`);
      return work(context as unknown as RunContext);
    },
    all: (branches: Promise<unknown>[]) => Promise.all(branches),
  };
  await runAssistant(context as unknown as RunContext);
  return { units, questions, reply };
};
const says = (answer: FeedbackAnswer, text: string): FeedbackOutcome => ({
  kind: 'answered',
  value: null,
  text,
  answer,
  by: { id: '1', name: 'Mira' },
  channel: 'WEB',
});
const done = (text: string): ToolOutcome => ({
  ...{ kind: 'done', text, data: null, isError: false, arguments: {}, cut: false },
});
const decides = (decision: 'approve' | 'reject', comment?: string) =>
  says({ type: 'APPROVAL', decision, bindingHash: 'f00d'.repeat(16), ...(comment && { comment }) }, decision);

describe('the assistant', () => {
  it('answers a clear message without a question', async () => {
    const { units, reply } = await play('Hello');
    expect(units).toEqual(['process', 'look for tools', 'analyse', 'respond']);
    expect(reply).toContain('demo model');
  });

  it('asks when it needs guidance and uses the answer', async () => {
    const text = 'I want to analyze sales data';
    const { units, reply } = await play('Help me analyze data but I need guidance', () =>
      says({ type: 'TEXT', text }, text),
    );
    expect(units).toEqual(['process', 'look for tools', 'analyse', 'ask', 'analyse', 'respond']);
    expect(reply).toContain(text);
  });

  it('uses a tool that finds it out, and tells what it said', async () => {
    const { units, reply } = await play('What time is it in Tokyo?', undefined, {
      'parley.current_time': ({ arguments: args }) => done(JSON.stringify({ local: 'noon', ...args })),
    });
    expect(units).toEqual(['process', 'look for tools', 'analyse', 'parley.current_time', 'analyse', 'respond']);
    expect(reply).toContain('noon');
  });

  it.each<[string, ToolOutcome]>([
    ['refused', { kind: 'refused', by: 'person', reason: 'not today' }],
    ['unanswered', { kind: 'unanswered', why: 'expired' }],
    ['failed', { kind: 'failed', message: 'too slow' }],
  ])('says that nothing was done when its tool was %s', async (word, outcome) => {
    const branches = { default: 'main', branches: [{ name: 'main', sha: 'a'.repeat(40) }] };
    const { units, reply } = await play('Create a branch demo/hello', undefined, {
      'devtools.list_branches': () => done(JSON.stringify(branches)),
      'devtools.create_branch': ({ arguments: args }) => {
        expect(args).toEqual({ name: 'demo/hello', base_sha: 'a'.repeat(40) });
        return outcome;
      },
    });
    expect(units.filter((unit) => unit.startsWith('devtools'))).toEqual([
      ...['devtools.list_branches', 'devtools.create_branch'],
    ]);
    expect(reply).toContain('nothing was done');
    expect(reply).toContain(word);
  });

  it('asks several questions in branches of their own', async () => {
    const { units, questions, reply } = await play('Ask me everything', (question) =>
      question.type === 'APPROVAL' ? decides('approve') : says({ type: 'TEXT', text: 'x' }, `for ${question.type}`),
    );
    expect(questions.map(({ type }) => type)).toEqual(['TEXT', 'CHOICE', 'APPROVAL']);
    expect(units.filter((unit) => unit.startsWith('branch'))).toHaveLength(3);
    for (const part of ['for TEXT', 'for CHOICE', 'approve']) expect(reply).toContain(part);
  });

  it.each<[string, FeedbackOutcome]>([
    ['rejected', decides('reject', 'no')],
    ['expired', { kind: 'expired' }],
    ['cancelled', { kind: 'cancelled', reason: null }],
  ])('says that nothing was done when its approval was %s', async (word, outcome) => {
    const { reply } = await play('Clean up the old exports', () => outcome);
    expect(reply).toContain('nothing was done');
    expect(reply).toContain(word);
  });

  it.each(samplePrompts.map(({ prompt, shows }) => [prompt, shows] as const))(
    'sample %j shows %s',
    async (prompt, shows) => {
      const { questions } = await play(prompt);
      expect(questions[0]?.type ?? null).toBe(shows);
    },
  );
});
