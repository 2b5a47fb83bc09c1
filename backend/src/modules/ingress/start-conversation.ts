import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { PostMessage } from '../agent-state/index.js';
import { CreateSession, SessionAccess } from '../sessions/index.js';

@Injectable()
export class StartConversation {
  constructor(
    private readonly access: SessionAccess,
    private readonly createSession: CreateSession,
    private readonly postMessage: PostMessage,
  ) {}

  /**
   * Something said to an agent from outside: in the session it belongs to, or in a new one (SES-7).
   * @param input.id of the message: saying it again is saying it once
   */
  async say(input: {
    id: string;
    sessionId: string | undefined;
    person: { id: string; name: string };
    text: string;
    channel: ChannelType;
  }): Promise<void> {
    const { id, person, text, channel } = input;
    const sessionId = (await this.own(input.sessionId, person.id)) ?? (await this.open(id, person.id));
    await this.postMessage.execute({ id, sessionId, author: person.name, text, channel });
  }

  /** Who was handed a question of somebody else's session writes in their own. */
  private async own(sessionId: string | undefined, personId: string): Promise<string | null> {
    return sessionId && (await this.access.ownerOf(sessionId)) === personId ? sessionId : null;
  }

  private async open(id: string, ownerId: string): Promise<string> {
    // Under the message's id: a second run after a crash finds the session that the first one opened.
    if ((await this.access.ownerOf(id)) === ownerId) return id;
    return (await this.createSession.execute(ownerId, { id })).id;
  }
}
