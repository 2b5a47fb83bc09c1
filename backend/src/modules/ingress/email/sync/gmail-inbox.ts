import { z } from 'zod';
import { askGmail, type GmailClients, type GmailFailure } from '../../../channels/index.js';
import type { Change } from '../domain/history.js';
import type { FetchedMail } from '../domain/stored-mail.js';

type Gmail = ReturnType<GmailClients['for']>;

const PAGE = 500;
const me = { userId: 'me' };

/** Gmail has forgotten what happened since the cursor: that takes a week as a rule, sometimes hours. */
export class HistoryForgotten extends Error {
  override readonly name = 'HistoryForgotten';
}

/** Gmail did not do what it was asked. */
export class GmailFailed extends Error {
  override readonly name = 'GmailFailed';
  constructor(readonly failure: GmailFailure) {
    super(failure.message);
  }
}

/** `internalDate` is in milliseconds since 1970. */
const rawMailSchema = z.object({
  raw: z.string().min(1),
  threadId: z.string().min(1),
  labelIds: z.array(z.string()).default([]),
  internalDate: z.string().regex(/^\d{1,14}$/),
});

const ask = async <T>(make: () => Promise<{ data: T }>): Promise<T> => {
  const asked = await askGmail('reads', make);
  if (!asked.ok) throw new GmailFailed(asked);
  return asked.value;
};

const isGone = (error: unknown): boolean => error instanceof GmailFailed && error.failure.gone === true;

const NO_HISTORY: GmailFailure = {
  ok: false,
  kind: 'transient',
  message: 'Gmail did not say where its history stands.',
};
const NO_MAIL: GmailFailure = { ok: false, kind: 'rejected', message: 'Gmail gave an answer that is no mail.' };

/** What there is to know of a mailbox. Everything may throw GmailFailed. */
export class GmailInbox {
  constructor(private readonly gmail: Gmail) {}

  /** Where the history stands now. */
  async historyId(): Promise<string> {
    const { historyId } = await ask(() => this.gmail.users.getProfile(me));
    if (!historyId) throw new GmailFailed(NO_HISTORY);
    return historyId;
  }

  /**
   * What happened since then, page by page, oldest first. A page without anything may have others after it (F45).
   * @throws HistoryForgotten
   */
  async *changes(startHistoryId: string): AsyncGenerator<Change[]> {
    let pageToken: string | undefined;
    do {
      const data = await this.page(startHistoryId, pageToken);
      yield (data.history ?? []).flatMap((record) =>
        [...(record.messagesAdded ?? []), ...(record.labelsAdded ?? [])].flatMap(({ message }) =>
          record.id && message?.id
            ? { historyId: record.id, gmailId: message.id, labelIds: message.labelIds ?? [] }
            : [],
        ),
      );
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken);
  }

  private async page(startHistoryId: string, pageToken: string | undefined) {
    const given = { startHistoryId, historyTypes: ['messageAdded', 'labelAdded'], maxResults: PAGE };
    try {
      return await ask(() => this.gmail.users.history.list({ ...me, ...given, ...(pageToken && { pageToken }) }));
    } catch (error) {
      throw isGone(error) ? new HistoryForgotten() : error;
    }
  }

  /** All that came since then, in whatever folder, newest first, at most so many pages. */
  async *since(from: Date, mostPages: number): AsyncGenerator<string[]> {
    let pageToken: string | undefined;
    const q = `after:${Math.floor(from.getTime() / 1_000)} -in:sent -in:drafts`;
    const given = { q, includeSpamTrash: true, maxResults: PAGE };
    for (let page = 0; page < mostPages; page++) {
      const data = await ask(() =>
        this.gmail.users.messages.list({ ...me, ...given, ...(pageToken && { pageToken }) }),
      );
      yield (data.messages ?? []).flatMap(({ id }) => id ?? []);
      if (!data.nextPageToken) return;
      pageToken = data.nextPageToken;
    }
  }

  /** Null: it is not there, or not yet (F45). */
  async fetch(id: string): Promise<FetchedMail | null> {
    try {
      const answer = await ask(() => this.gmail.users.messages.get({ ...me, id, format: 'raw' }));
      const read = rawMailSchema.safeParse(answer);
      if (!read.success) throw new GmailFailed(NO_MAIL);
      const { raw, threadId, labelIds, internalDate } = read.data;
      const given = { raw: Buffer.from(raw, 'base64url'), internalDate: new Date(Number(internalDate)) };
      return { gmailId: id, threadId, labelIds, ...given };
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }

  /** Has changes published to this topic. @returns until when */
  async watch(topicName: string): Promise<Date> {
    const { expiration } = await ask(() => this.gmail.users.watch({ ...me, requestBody: { topicName } }));
    return new Date(Number(expiration));
  }
}
