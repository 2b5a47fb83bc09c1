/** What a mailbox keeps. What travels over the wire is made of it in `gmail/format.ts`. */

export type MailServer = 'gmail' | 'outlook' | 'apple' | 'other';

export const CLIENTS = [
  'gmail',
  'outlook',
  'outlook-web',
  'outlook-mobile',
  'apple',
  'iphone',
  'thunderbird',
  'yahoo',
  'proton',
] as const;
export type MailClient = (typeof CLIENTS)[number];

export const LANGUAGES = ['en', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'ru', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface StoredMessage {
  id: string;
  threadId: string;
  labelIds: string[];
  /** The mail byte by byte, one character each (latin1). */
  raw: string;
  /** When it arrived, in milliseconds. */
  internalDate: number;
  historyId: string;
}

export interface Label {
  id: string;
  name: string;
  type: 'system' | 'user';
}

export interface Draft {
  id: string;
  messageId: string;
}

export type HistoryType = 'messagesAdded' | 'messagesDeleted' | 'labelsAdded' | 'labelsRemoved';

export interface HistoryRecord {
  id: number;
  type: HistoryType;
  messageId: string;
  threadId: string;
  /** The message's labels after it. */
  messageLabels: string[];
  /** Which labels came or went. */
  labelIds?: string[];
}

export interface Watch {
  topicName: string;
  labelIds: string[];
  behaviour: 'include' | 'exclude';
  /** Milliseconds. */
  expiration: number;
}

/** Gmail's own names: https://developers.google.com/workspace/gmail/api/reference/rest/v1/VacationSettings */
export interface Vacation {
  enableAutoReply: boolean;
  responseSubject: string;
  responseBodyPlainText: string;
  /** Answers everything, each time, and does not say that it is a machine; a hundred times at most. */
  careless?: boolean;
  /** How often it did so. */
  answered?: number;
}

/** What to do with mail that comes in; a condition that is not given fits. */
export interface Filter {
  from?: string;
  to?: string;
  subject?: string;
  action: 'archive' | 'spam' | 'trash';
}

export interface Mailbox {
  email: string;
  name: string;
  /** Google's own number of the account. */
  sub: string;
  server: MailServer;
  /** What this person writes with. */
  client: MailClient;
  language: Language;
  timeZone: string;
  signature: string;
  /** Oldest first. */
  messages: StoredMessage[];
  labels: Label[];
  drafts: Draft[];
  history: HistoryRecord[];
  /** History before it is forgotten. */
  historyFrom: number;
  watch: Watch | null;
  vacation: Vacation;
  /** When the responder last wrote to whom, in milliseconds. */
  vacationSent: Record<string, number>;
  filters: Filter[];
}

/** What the receiving side finds about who sent it. */
export const VERDICTS = ['pass', 'fail', 'none', 'misaligned', 'dkim-only', 'spf-only'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What programs write by themselves in the name of their owner. */
export const AUTOMATIC_KINDS = ['read-receipt', 'calendar-reply', 'challenge'] as const;
export type AutomaticKind = (typeof AUTOMATIC_KINDS)[number];
