import type { Filter, Language, MailClient, MailServer, Vacation, Verdict, Watch } from '../../../model';

/** The owner of a mailbox. */
export interface Owner {
  email: string;
  name: string;
  server: MailServer;
  /** What they write with. */
  client: MailClient;
  language: Language;
  signature: string;
  vacation: Vacation;
  filters: Filter[];
  watch: Watch | null;
  unread: number;
}

/** `GET /_control/state` */
export interface WholeState {
  mailboxes: Owner[];
  lists: { address: string; name: string }[];
  /** By address of the sender; pass when it has none. */
  verdicts: Readonly<Record<string, Verdict>>;
  subscriptions: { url: string }[];
  settings: { accessTokenSeconds: number; messageLimit: number };
  /** Whose mailbox Parley may use. */
  granted: string[];
}

export interface Summary {
  id: string;
  threadId: string;
  labelIds: string[];
  from: string;
  to: string;
  subject: string;
  snippet: string;
  /** Milliseconds. */
  date: number;
  attachments: number;
}

/** `GET /_control/state?as=…&label=…` */
export interface MailboxState {
  me: Owner;
  /** The newest first. */
  messages: Summary[];
}

export interface AttachedFile {
  filename: string;
  mimeType: string;
  base64: string;
}

export interface OpenedMail extends Summary {
  cc: string;
  messageId: string;
  text: string;
  html: string;
  headers: { name: string; value: string }[];
  files: AttachedFile[];
  /** One character per byte. */
  raw: string;
}

/** `GET /_control/thread?as=…&thread=…` */
export interface ThreadState {
  /** Oldest first. */
  messages: OpenedMail[];
}
