import { Injectable } from '@nestjs/common';
import { RemoteAgents } from '../../directory/remote/remote-agents.js';
import type { SeenState } from '../../directory/remote/seen-task.js';
import { Asker } from '../asker.js';
import type { DelegationOutcome, DelegationRequest } from '../delegation.js';
import type { FeedbackOutcome } from '../run-context.js';
import { UnitRunner } from '../unit-runner.js';
import { onBehalf, type UnitScope, unitOf } from '../unit-scope.js';
import { gone, outcomeOfFailure, outcomeOfSilence } from './remote-outcome.js';
import { derivedId, RemoteTasks, type Sent } from './remote-task.js';

/** An agent that asks more often than this does not know what it wants. */
const MAX_ROUNDS = 10;
const ANSWER_TYPE = 'application/vnd.parley.answer+json';

/** Whom a task goes to, journaled before anything leaves: it holds also for a retried run, which takes the journal over. */
export interface Address {
  agentId: string;
  agent: string;
  contextId: string;
  messageId: string;
  /** The run that wrote it. */
  runId: string;
}

type Rested = Exclude<SeenState, { kind: 'working' }>;
type Ended = Exclude<Rested, { kind: 'asks' }> | DelegationOutcome;
type Asks = Extract<Rested, { kind: 'asks' }>;
const isOver = (state: Rested | DelegationOutcome): state is Ended => state.kind !== 'asks';

/** A task at an agent elsewhere, as units of a run: what it asks goes to the person, and the answer into the same task. */
@Injectable()
export class RemoteDelegation {
  constructor(
    private readonly units: UnitRunner,
    private readonly asker: Asker,
    private readonly agents: RemoteAgents,
    private readonly tasks: RemoteTasks,
  ) {}

  async execute(scope: UnitScope, request: DelegationRequest): Promise<DelegationOutcome> {
    const address = await this.address(scope, request);
    if (!address) return gone(request.agent);
    const sent = await this.send(scope, address, request);
    if (sent.kind !== 'task') return sent;
    let answered: string | null = null;
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      const state = await this.follow(scope, address, sent.taskId, answered);
      if (isOver(state)) return state;
      const outcome = await this.ask(scope, address, state);
      if (outcome.kind !== 'answered') {
        await this.withdraw(scope, address, sent.taskId);
        return outcomeOfSilence(address.agent, outcome);
      }
      const failed = await this.answer(scope, address, { taskId: sent.taskId, asked: state.messageId, outcome });
      if (failed) return failed;
      answered = state.messageId;
    }
    await this.withdraw(scope, address, sent.taskId);
    return { kind: 'failed', message: `${address.agent} asked more than ${MAX_ROUNDS} times and was stopped.` };
  }

  /** The name is that of the directory: it is what people are shown, so it is never what somebody said it was. */
  private address(scope: UnitScope, { agentId }: DelegationRequest): Promise<Address | null> {
    const { activation } = scope;
    const unit = unitOf('DELEGATE', 'find the agent', scope, { agentId });
    return this.units.run(activation, unit, async (_id, key) => {
      const found = await activation.store(() => this.agents.open(agentId));
      if (!found) return { value: null, note: 'not in the directory any more' };
      const { runId } = activation.lease;
      const at = `${runId}/${key}`;
      const ids = { contextId: derivedId(at, 'context'), messageId: derivedId(at, 'message') };
      return { value: { agentId, agent: found.name, ...ids, runId } satisfies Address, note: found.name };
    });
  }

  private async send(
    scope: UnitScope,
    address: Address,
    request: DelegationRequest,
  ): Promise<{ kind: 'task'; taskId: string } | Ended> {
    const first = await this.begin(scope, address, request, 'give it the task', false);
    if (first.kind !== 'unsure') return first;
    const { agent } = address;
    const outcome = await this.asker.ask(scope, 'ask whether to send again', {
      type: 'CHOICE',
      question: `Nobody knows whether ${agent} has got this task already. Send it again?`,
      context: `It cannot be asked about it. Sent again, it might do this twice:\n\n${request.task}`.slice(0, 20_000),
      options: [
        { value: 'again', label: 'Send it again' },
        { value: 'leave', label: 'Leave it' },
      ],
    });
    if (outcome.kind !== 'answered' || outcome.value !== 'again')
      return { kind: 'unanswered', message: `Nobody knows whether ${agent} has got the task; it was not sent again.` };
    const second = await this.begin(scope, address, request, 'give it the task again', true);
    if (second.kind !== 'unsure') return second;
    return { kind: 'unreachable', message: `Nobody knows whether ${agent} has got the task.` };
  }

  /** @param anew whatever became of it before: the person said so */
  private begin(scope: UnitScope, address: Address, request: DelegationRequest, name: string, anew: boolean) {
    const { runId } = scope.activation.lease;
    const { task, context } = request;
    const { messageId, contextId } = address;
    const texts = [task, ...(context ? [`What is known already:\n\n${context}`] : [])];
    return this.call<Exclude<Sent, { kind: 'answer' }> | Ended>(
      scope,
      address,
      name,
      { task, context },
      async (agent, again) => {
        const mayHave = again || (!anew && address.runId !== runId);
        const sent = await this.tasks.begin(agent, { messageId, contextId, texts }, mayHave, scope.activation.signal);
        if (sent.kind !== 'answer') return sent;
        return sent.state.kind === 'completed'
          ? sent.state
          : { kind: 'failed', message: `${address.agent} gave no answer.` };
      },
    );
  }

  private follow(
    scope: UnitScope,
    address: Address,
    taskId: string,
    answered: string | null,
  ): Promise<Rested | DelegationOutcome> {
    const { signal } = scope.activation;
    return this.call(scope, address, 'wait for its result', undefined, async (agent) => {
      const state = await this.tasks.follow(agent, taskId, answered, signal);
      if (state) return state;
      await this.tasks.withdraw(agent, taskId, signal);
      return { kind: 'unreachable', message: `${address.agent} did not come to an end in time.` };
    });
  }

  private ask(scope: UnitScope, { agent }: Address, { question }: Asks): Promise<FeedbackOutcome> {
    const outside = `Asked by **${agent.replace(/[\\`*_[\]<>]/g, '')}**, an agent outside of this installation. Your answer is sent to it.`;
    const context = question.context ? `${question.context.slice(0, 19_000)}\n\n${outside}` : outside;
    return this.asker.ask(scope, 'question of the agent', { ...question, context }, onBehalf(agent, scope));
  }

  /** @returns why it could not be handed over; null: it was */
  private answer(
    scope: UnitScope,
    address: Address,
    {
      taskId,
      asked,
      outcome,
    }: { taskId: string; asked: string; outcome: Extract<FeedbackOutcome, { kind: 'answered' }> },
  ): Promise<DelegationOutcome | null> {
    const { type } = outcome.answer;
    const data = type === 'TEXT' ? {} : { data: { mediaType: ANSWER_TYPE, value: { type, value: outcome.value } } };
    return this.call(scope, address, 'pass on the answer', undefined, async (agent, _again, key) => {
      const messageId = derivedId(`${address.contextId}/${key}`, 'answer');
      const outgoing = { messageId, contextId: address.contextId, taskId, texts: [outcome.text], ...data };
      await this.tasks.answer(agent, outgoing, asked, scope.activation.signal);
      return null;
    });
  }

  private async withdraw(scope: UnitScope, address: Address, taskId: string): Promise<void> {
    await this.call(scope, address, 'withdraw the task', undefined, async (agent) => {
      await this.tasks.withdraw(agent, taskId, scope.activation.signal);
      return null;
    });
  }

  /** One unit with the agent on the line. A call that fails for good is a result too: the agent at work decides what follows. */
  private call<T>(
    scope: UnitScope,
    { agentId, agent }: Address,
    name: string,
    input: object | undefined,
    work: (remote: NonNullable<Awaited<ReturnType<RemoteAgents['open']>>>, again: boolean, key: string) => Promise<T>,
  ): Promise<T | DelegationOutcome> {
    const { activation } = scope;
    return this.units.run(activation, unitOf('DELEGATE', name, scope, input), async (_id, key, again) => {
      const remote = await activation.store(() => this.agents.open(agentId));
      const value = remote ? await this.settled(agent, agentId, () => work(remote, again, key)) : gone(agent);
      return { value, note: noteOf(agent, value) };
    });
  }

  private async settled<T>(agent: string, agentId: string, work: () => Promise<T>): Promise<T | DelegationOutcome> {
    try {
      return await work();
    } catch (error) {
      const outcome = outcomeOfFailure(agent, error);
      if (outcome.kind === 'unreachable') await this.agents.doubt(agentId);
      return outcome;
    }
  }
}

const NOTES: Record<string, string> = {
  task: 'has the task',
  unsure: 'may have the task',
  asks: 'asks',
  completed: 'is done',
  failed: 'failed',
  unreachable: 'cannot be reached',
  unanswered: 'got no answer',
};
const noteOf = (agent: string, value: unknown): string => {
  const { kind = '' } = (value ?? {}) as { kind?: string };
  return `${agent} ${NOTES[kind] ?? 'was told'}`;
};
