import { feedbackQuestionSchema } from '@parley/contracts';
import { type AgentDefinition, defineAgent, type RunContext } from '../runtime/run-context.js';
import { boundedHistory, type LegRequest, type PreviousLeg, turnsBeside } from './domain/request.js';
import type { Workflow } from './domain/workflow.js';
import type { WorkflowClient } from './workflow-client.js';

/** A service that never comes to an end with its questions is not let go on for ever. */
const MAX_LEGS = 20;

/** A workflow as an agent: legs that stream, and between them the questions that it asks (AG-9). */
export const workflowAgent = (workflow: Workflow, client: WorkflowClient): AgentDefinition => {
  const { name, description, samplePrompts, skills } = workflow;
  const run = (ctx: RunContext) => runWorkflow(ctx, workflow, client);
  const stopped: AgentDefinition['stopped'] = ({ runId, sessionId }) => client.cancel(runId, sessionId);
  return defineAgent({ name, description, samplePrompts, skills, external: true, run, stopped });
};

const runWorkflow = async (ctx: RunContext, workflow: Workflow, client: WorkflowClient): Promise<void> => {
  const previous: PreviousLeg[] = [];
  let turns = await ctx.history();
  const wanted = turns.findLast(({ role }) => role === 'user');
  if (!wanted) throw new Error('There is no message to answer.');
  while (previous.length < MAX_LEGS) {
    const history = boundedHistory(turnsBeside(turns, wanted, previous));
    const request = { ...requestOf(ctx, workflow), input: wanted.text, history, previous: [...previous] };
    const { text, value } = await ctx.stream('answer', client.leg(workflow, request));
    if (value.kind === 'completed') {
      if (text === '' && previous.every((leg) => leg.text === ''))
        throw new Error(`The workflow ${workflow.name} ended without saying anything.`);
      return;
    }
    const outcome = await ctx.ask('question', questionOf(workflow, value.question));
    previous.push({ text, askId: value.askId, question: value.question, outcome });
    // What the person wrote meanwhile belongs to the conversation (SES-3).
    turns = await ctx.history();
  }
  throw new Error(`The workflow ${workflow.name} asked ${MAX_LEGS} times without coming to an end.`);
};

const requestOf = (ctx: RunContext, { name }: Workflow): Pick<LegRequest, 'runId' | 'sessionId' | 'workflow'> => ({
  runId: ctx.runId,
  sessionId: ctx.sessionId,
  workflow: name,
});

/** @throws Error naming what is wrong with the question */
const questionOf = ({ name }: Workflow, asked: unknown) => {
  const checked = feedbackQuestionSchema.safeParse(asked);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const what = `${issue?.path.join('.') || 'it'} ${issue?.message ?? 'is not valid'}`;
  throw new Error(`The workflow ${name} asked something that cannot be asked: ${what}`);
};
