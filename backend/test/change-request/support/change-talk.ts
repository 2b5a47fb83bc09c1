import type { FeedbackRequest } from '@parley/contracts';
import { expect, vi } from 'vitest';
import type { Person } from '../../support/product/index.js';

/** A run here starts dozens of real processes of git: on a busy machine that takes its time. */
export const PATIENCE_MS = 60_000;
const patiently = <T>(check: () => Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: PATIENCE_MS / 2, interval: 50 });

type Approval = Extract<FeedbackRequest['question'], { type: 'APPROVAL' }>;

/** What a person says to the agent, and hears of it. */
export class ChangeTalk {
  constructor(readonly person: Person) {}

  async begin(text: string): Promise<string> {
    const { id } = await this.person.newSession('change-request');
    await this.person.say(id, text);
    return id;
  }

  /** The one question that stands open. @param after the one that was answered last */
  async question(sessionId: string, after?: string): Promise<FeedbackRequest> {
    let ended = '';
    const check = async () => {
      const [run] = await this.person.runs(sessionId);
      const end = run && ['FAILED', 'COMPLETED'].includes(run.status);
      if (end) ended = `the run ended: ${run.error ?? (await this.lastWords(sessionId))}`;
      if (ended) return undefined;
      const open = await this.person.pending(sessionId);
      const [request] = open.filter(({ id }) => id !== after);
      if (!request || open.length > 1) throw new Error(`${open.length} questions stand open`);
      return request;
    };
    const request = await patiently(check);
    if (!request) throw new Error(ended);
    return request;
  }

  async approval(sessionId: string, after?: string) {
    const request = await this.question(sessionId, after);
    if (request.question.type !== 'APPROVAL') throw new Error(`it asks ${request.question.question}`);
    const question: Approval = request.question;
    return { id: request.id, question, bindingHash: request.bindingHash, diff: question.diff ?? '' };
  }

  async decide(request: { id: string; bindingHash: string | null }, answer: object): Promise<void> {
    const full = { type: 'APPROVAL', bindingHash: request.bindingHash, ...answer };
    const { status, text } = await this.person.answer(request.id, full);
    if (status >= 300) throw new Error(`${status} ${text}`);
  }

  /** What it says at its end. */
  async said(sessionId: string): Promise<string> {
    await patiently(async () => {
      const [run] = await this.person.runs(sessionId);
      expect(run?.status, run?.error ?? '').toBe('COMPLETED');
    });
    return this.lastWords(sessionId);
  }

  private async lastWords(sessionId: string): Promise<string> {
    const { messages } = await this.person.view(sessionId);
    return messages.items.findLast(({ role, type }) => role === 'AGENT' && type === 'TEXT')?.text ?? '';
  }
}
