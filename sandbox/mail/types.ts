import type { Reach, SharedLedger } from '../kit/index.js';
import type { MailFaults } from './faults.js';
import type { MailLedgerEntry } from './ledger.js';
import type { AutomaticKind, Filter, Language, Mailbox, MailClient, StoredMessage, Verdict } from './model.js';

export interface MailSandboxOptions {
  /** 0 or none: any that is free. */
  port?: number;
  /** Left out: only from this machine. */
  reach?: Reach | undefined;
  /** As if Parley's mailbox had been granted with it, for who has to know it beforehand. Left out: no grant until one is asked for. */
  refreshToken?: string | undefined;
  /** Holds `snapshot.json` (all that is lasting) and `ledger.jsonl`; none: memory only. */
  folder?: string;
  /** Served at `/`. */
  pageFolder?: string;
  /** How long the app may take to acknowledge a push; 10,000 as Pub/Sub. */
  pushTimeoutMs?: number;
  /** When a push that was not acknowledged is sent again; [100, 1,000, 10,000, 60,000]. */
  pushRetryDelaysMs?: readonly number[];
}

export interface MailClientApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What `new OAuth2Client({ …, endpoints })` takes, so that the SDK talks to the sandbox. */
export interface MailEndpoints {
  readonly oauth2AuthBaseUrl: string;
  readonly oauth2TokenUrl: string;
  readonly oauth2RevokeUrl: string;
  readonly tokenInfoUrl: string;
  readonly oauth2FederatedSignonPemCertsUrl: string;
  readonly oauth2FederatedSignonJwkCertsUrl: string;
}

export interface MailGrant {
  readonly email: string;
  readonly refreshToken: string;
  readonly accessToken: string;
  readonly scopes: readonly string[];
}

export interface PushTarget {
  /** Default: projects/parley-sandbox/topics/gmail. */
  topic?: string;
  url: string;
  /** `aud` of the token that is sent along; default: the URL. */
  audience?: string;
}

export interface MailSandbox {
  /** http://127.0.0.1:PORT, the SDK's `rootUrl`; the pages at `/`. */
  readonly url: string;
  readonly app: MailClientApp;
  readonly endpoints: MailEndpoints;
  /** The topic that is always there, and who signs what is pushed. */
  readonly push: { readonly topic: string; readonly serviceAccount: string };
  /** As if the person had allowed it. Default: parley@acme.example, all of Gmail. */
  grant(email?: string, scopes?: readonly string[]): MailGrant;
  /** Has what is published to the topic posted there. It takes a `watch` too. */
  connectPush(to: PushTarget): void;
  person(email: string): MailPerson;
  /** Copies: what is read here cannot be changed from outside. */
  readonly state: { mailboxes(): Mailbox[]; mailbox(email: string): Mailbox | undefined };
  readonly admin: MailAdmin;
  readonly faults: MailFaults;
  readonly ledger: SharedLedger<MailLedgerEntry>;
  /** Resolves when everything that is underway arrived, and every push was acknowledged or given up. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface Attached {
  filename: string;
  mimeType: string;
  content: string | Uint8Array;
}

export interface Summary {
  id: string;
  threadId: string;
  labelIds: readonly string[];
  from: string;
  to: string;
  subject: string;
  snippet: string;
  /** Milliseconds. */
  date: number;
  attachments: number;
}

export interface ReadMail extends Summary {
  cc: string;
  messageId: string;
  text: string;
  html: string;
  headers: { name: string; value: string }[];
  files: { filename: string; mimeType: string; content: Uint8Array }[];
  raw: string;
}

export interface ReplyOptions {
  /** Default: what this person writes with. */
  client?: MailClient;
  /** Where the words stand: above the quote (default), below it, or after each quoted paragraph one of theirs. */
  posting?: 'top' | 'bottom' | 'inline';
  htmlOnly?: boolean;
  textOnly?: boolean;
  language?: Language;
  /** Default: the person's own, or that of the client (Sent from my iPhone). '' for none. */
  signature?: string;
  attachments?: readonly Attached[];
  /** Leaves out: the quote, the subject, In-Reply-To and References, the plus part of the address. */
  strip?: readonly ('quote' | 'subject' | 'references' | 'plus')[];
  cc?: string;
}

export interface ForgedMail {
  /** From: whoever one likes. */
  from: string;
  to: string;
  subject?: string;
  text: string;
  inReplyTo?: string;
  /** All of the mail, byte by byte (latin1), instead of subject, text and inReplyTo. */
  raw?: string;
  /** Default: none of dkim, spf and dmarc. */
  verdict?: Verdict;
  /** Put above the mail by the sender, such as an Authentication-Results of their own. */
  headers?: readonly { name: string; value: string }[];
  /** MAIL FROM; default: From. */
  envelopeFrom?: string;
}

/** What a person does in their mail program; throws where it would not let one. */
export interface MailPerson {
  readonly email: string;
  /** The newest first. `label`: INBOX by default; ALL is every one. */
  inbox(label?: string): Summary[];
  /** Waits until a mail is in the inbox that fits. */
  waitFor(fits: (mail: Summary) => boolean, timeoutMs?: number): Promise<Summary>;
  /** Opens it: it is read then. */
  read(id: string): Promise<ReadMail>;
  write(to: string, subject: string, text: string, how?: ReplyOptions): Promise<StoredMessage>;
  reply(id: string, text: string, how?: ReplyOptions): Promise<StoredMessage>;
  replyAll(id: string, text: string, how?: ReplyOptions): Promise<StoredMessage>;
  forward(id: string, to: string, text: string, how?: ReplyOptions): Promise<StoredMessage>;
  /** Raw mail from this account, byte by byte (latin1). */
  sendRaw(raw: string): StoredMessage;
  /** Sends a mail in somebody else's name. */
  forged(mail: ForgedMail): Promise<void>;
  outOfOffice(on: boolean, how?: { subject?: string; text?: string; careless?: boolean }): void;
  /** Answers by itself, without the person: a read receipt, an accepted invitation, a filter that asks back. */
  automatic(id: string, kind: AutomaticKind): Promise<StoredMessage>;
  /** As a link scanner: GETs every link of the mail, once. */
  clickLinks(id: string): Promise<{ url: string; status: number }[]>;
  move(id: string, to: 'inbox' | 'archive' | 'spam' | 'trash'): void;
  markRead(id: string, read: boolean): void;
}

/** What an administrator, the clock or Google itself may change at any time. */
export interface MailAdmin {
  /** Somebody new, with a mailbox on Gmail unless said otherwise. */
  hire(
    person: { email: string; name: string } & Partial<Pick<Mailbox, 'server' | 'client' | 'language' | 'timeZone'>>,
  ): void;
  setFilters(email: string, filters: readonly Filter[]): void;
  setProfile(email: string, profile: Partial<Pick<Mailbox, 'client' | 'language' | 'signature' | 'timeZone'>>): void;
  /** What others find about mail of this sender. */
  setVerdict(email: string, verdict: Verdict): void;
  /** All access tokens of the mailbox are over now; the grant stays. */
  expireTokens(email: string): void;
  /** As if the person had taken the permission back. */
  revoke(email: string): void;
  /** How long new access tokens live. */
  setTokenLifetime(seconds: number): void;
  setMessageLimit(bytes: number): void;
  /** What happened so far is forgotten: history.list says 404 to who asks from there. */
  expireHistory(email: string): void;
  /** The watch ran out. */
  expireWatch(email: string): void;
  /** Pushes once more what is the newest, or `historyId`, such as an old one. */
  pushAgain(email: string, historyId?: number): void;
  /** Google signs with another key from now on; `forget`: and nobody can find the old ones any more. */
  rotateKeys(forget?: boolean): void;
}
