import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { Clock } from '../../../../kernel/index.js';
import { failpoint } from '../../../../platform/failpoints/index.js';
import { DIRECTORY_SETTINGS, type DirectorySettings } from '../../directory/index.js';
import { AgentCallFailed } from '../../directory/remote/agent-call-failed.js';
import type { Outgoing, RemoteAgent } from '../../directory/remote/remote-agent.js';
import type { SeenState, SeenTask } from '../../directory/remote/seen-task.js';
import { withRetries } from './with-retries.js';

/** For ids that are the same on every try. */
const NAMESPACE = '6f1c7d0e-5a1b-4c8e-9d0a-3f4b2e7c8a91';
export const derivedId = (key: string, what: string): string => v5(`${what} ${key}`, NAMESPACE);

const SEND_TRIES = 4;
/** About as long as it takes to start a server anew. */
const FOLLOW_TRIES = 6;
const FIRST_LOOK_MS = 100;
const LONGEST_LOOK_MS = 2_000;

export type Sent =
  | { kind: 'task'; taskId: string }
  | { kind: 'answer'; state: SeenState }
  /** It may have got it, and cannot be asked. */
  | { kind: 'unsure' };

/** One task at an agent elsewhere, such that it is begun once and never lost sight of. */
@Injectable()
export class RemoteTasks {
  constructor(
    @Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a task. After anything that may have been heard, the agent is first asked whether it has the task.
   * @param mayHave an earlier try may have reached it
   * @throws AgentCallFailed
   */
  async begin(agent: RemoteAgent, outgoing: Outgoing, mayHave: boolean, signal: AbortSignal): Promise<Sent> {
    return withRetries(SEND_TRIES, signal, async (before) => {
      if (mayHave || (before?.failure.kind === 'unavailable' && before.failure.happened === 'maybe')) {
        const known = await this.lookUp(agent, outgoing.contextId, signal);
        if (known) return known;
      }
      const sent = await agent.send(outgoing, signal);
      failpoint('delegate.after-send');
      return 'kind' in sent ? { kind: 'answer', state: sent } : { kind: 'task', taskId: sent.id };
    });
  }

  private async lookUp(agent: RemoteAgent, contextId: string, signal: AbortSignal): Promise<Sent | null> {
    try {
      const task = await agent.taskOf(contextId, signal);
      return task && { kind: 'task', taskId: task.id };
    } catch (error) {
      if (error instanceof AgentCallFailed && error.failure.kind === 'unsupported') return { kind: 'unsure' };
      throw error;
    }
  }

  /**
   * Looks until it rests.
   * @param answered the question that was answered: an agent that has the answer may for a while still stand where it asked
   * @returns null when it worked for too long. @throws AgentCallFailed
   */
  async follow(
    agent: RemoteAgent,
    taskId: string,
    answered: string | null,
    signal: AbortSignal,
  ): Promise<Exclude<SeenState, { kind: 'working' }> | null> {
    const until = this.clock.now().getTime() + this.settings.taskTimeoutMs;
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(LONGEST_LOOK_MS, pause * 1.5)) {
      const { state } = await withRetries(FOLLOW_TRIES, signal, () => agent.task(taskId, signal));
      if (state.kind !== 'working' && !stillAsks(state, answered)) return state;
      if (this.clock.now().getTime() >= until) return null;
      await delay(pause, undefined, { signal });
    }
  }

  /** Hands an answer to the task that asked, once. @throws AgentCallFailed */
  async answer(agent: RemoteAgent, outgoing: Outgoing & { taskId: string }, asked: string, signal: AbortSignal) {
    await withRetries(SEND_TRIES, signal, async () => {
      if (hasMovedOn(await agent.task(outgoing.taskId, signal), outgoing.messageId, asked)) return;
      await agent.send(outgoing, signal);
      failpoint('delegate.after-send');
    });
  }

  /** As well as it goes: a task that cannot be cancelled runs to its end there, and nobody hears of it. */
  async withdraw(agent: RemoteAgent, taskId: string, signal: AbortSignal): Promise<boolean> {
    try {
      await withRetries(SEND_TRIES, signal, () => agent.cancel(taskId, signal));
      return true;
    } catch (error) {
      if (!(error instanceof AgentCallFailed)) throw error;
      return false;
    }
  }
}

const stillAsks = (state: SeenState, answered: string | null): boolean =>
  state.kind === 'asks' && state.messageId !== '' && state.messageId === answered;

/** It has our answer, or does not wait for this one any more. */
const hasMovedOn = ({ got, state }: SeenTask, messageId: string, asked: string): boolean =>
  got.includes(messageId) || state.kind !== 'asks' || (asked !== '' && state.messageId !== asked);
