import { Logger } from '@nestjs/common';
import type { App, Receiver } from '@slack/bolt';
import { z } from 'zod';
import { acknowledge, type Incoming } from './acknowledge.js';

/** By then the minute is over for which Slack leaves events out. */
const LEFT_OUT_MS = 65_000;

const botWordsSchema = z.object({ type: z.literal('message'), bot_id: z.string(), text: z.string() });

/** What both ways in have in common: from a payload that is proven to be Slack's to its acknowledgement. */
export abstract class SlackIntake implements Receiver {
  protected readonly log = new Logger('Slack');
  private app: App | undefined;
  /** Told since when something may have been missed. */
  protected missed: (since: Date) => void = () => undefined;

  private ownWords: (text: string) => void = () => undefined;

  /** Told what a bot wrote, ourselves among them: the SDK keeps that from its listeners, lest a bot talk to itself. */
  onBotWords(handler: (text: string) => void): void {
    this.ownWords = handler;
  }

  onMissed(handler: (since: Date) => void): void {
    this.missed = handler;
  }

  init(app: App): void {
    this.app = app;
  }

  abstract start(): Promise<void>;
  abstract stop(): Promise<void>;

  /**
   * @returns what to acknowledge it with
   * @throws when it must not be acknowledged
   */
  protected async take(incoming: Incoming): Promise<unknown> {
    const { body } = incoming;
    if (!this.app) throw new Error('Slack speaks before Parley has started.');
    if (body.type === 'app_rate_limited') return this.tooMuch(body);
    const said = botWordsSchema.safeParse(body.event).data;
    if (said) this.ownWords(said.text);
    // Of no use to anybody who checks signatures, and a secret: it is not kept with what is stored.
    const { token: _, ...rest } = body;
    return acknowledge(this.app, { ...incoming, body: rest }, (error) =>
      this.log.error(`after it was acknowledged: ${String(error)}`),
    );
  }

  /** Slack drops events of this workspace for the rest of the minute (F34): what was written there may never arrive. */
  private tooMuch(body: Record<string, unknown>): string {
    this.log.error(
      `Slack sent more events of the workspace ${String(body.team_id)} than it allows, and leaves some out.`,
    );
    const since = new Date();
    this.missed(since);
    setTimeout(() => this.missed(since), LEFT_OUT_MS).unref();
    return '';
  }
}
