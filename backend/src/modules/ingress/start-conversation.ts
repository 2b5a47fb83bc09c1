import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { PostMessage } from '../agent-state/index.js';
import { CreateSession, SessionAccess, SessionThreads } from '../sessions/index.js';

/** An address, and the thread there. */
interface Place {
  channelId: string;
  thread: object | null;
}

@Injectable()
export class StartConversation {
  constructor(
    private readonly access: SessionAccess,
    private readonly createSession: CreateSession,
    private readonly threads: SessionThreads,
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
    /** Where it was said: a new session goes on there. */
    place: Place;
  }): Promise<void> {
    const { id, person, text, channel, place } = input;
    const sessionId = (await this.own(input.sessionId, person.id)) ?? (await this.open(id, person.id, place));
    await this.postMessage.execute({ id, sessionId, author: person.name, text, channel });
  }

  /** Who was handed a question of somebody else's session writes in their own. */
  private async own(sessionId: string | undefined, personId: string): Promise<string | null> {
    return sessionId && (await this.access.ownerOf(sessionId)) === personId ? sessionId : null;
  }

  private async open(id: string, ownerId: string, { channelId, thread }: Place): Promise<string> {
    // Under the message's id: a second run after a crash finds the session that the first one opened.
    if ((await this.access.ownerOf(id)) !== ownerId) await this.createSession.execute(ownerId, { id });
    // Before anything is said: its first words go there already.
    if (thread) await this.threads.bind(id, channelId, thread);
    return id;
  }
}
