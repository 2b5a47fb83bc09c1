import type { Reach, SharedLedger } from '../kit/index.js';
import type { SlackFaults } from './faults.js';
import type { SlackLedgerEntry } from './ledger.js';
import type { Channel, EphemeralMessage, JsonObject, Member, Message, Team, View } from './model.js';

export interface SlackSandboxOptions {
  /** 0 or none: any that is free. */
  port?: number;
  /** Left out: only from this machine. */
  reach?: Reach | undefined;
  /** Of the app's first installation in Acme, for who has to know it beforehand. Left out: random. */
  botToken?: string | undefined;
  /** Holds `snapshot.json` (all that is lasting) and `ledger.jsonl`; none: memory only. */
  folder?: string;
  /** Served at `/`. */
  pageFolder?: string;
  /** How long the app may take to acknowledge; 3,000 as Slack. */
  ackTimeoutMs?: number;
  /** When an event that was not acknowledged is sent again; [0, 60,000, 300,000] as Slack. */
  retryDelaysMs?: readonly number[];
  /** How long a trigger_id can open a view; 3,000 as Slack. */
  triggerLifetimeMs?: number;
}

export interface SlackApp {
  readonly appId: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  /** xapp-…, for Socket Mode. */
  readonly appToken: string;
}

export interface SlackInstallation {
  readonly teamId: string;
  readonly teamName: string;
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly scopes: readonly string[];
}

export type SlackConnection =
  | { mode: 'http'; eventsUrl: string; interactivityUrl: string; commandsUrl: string }
  | { mode: 'socket' };

export interface SlackSandbox {
  /** http://127.0.0.1:PORT; the Web API below `${url}/api/`, the pages at `/`. */
  readonly url: string;
  readonly app: SlackApp;
  /** Installs the app there, as if OAuth was done, when it is not installed. Default: T0ACME. */
  installation(teamId?: string): SlackInstallation;
  /**
   * Where the app listens. Over HTTP the events URL is asked to prove itself first (url_verification); one that does not
   * answer yet is asked again before each event and gets none until then.
   */
  connect(to: SlackConnection): Promise<{ verified: boolean }>;
  /** Acts as a member. Default workspace: T0ACME. */
  person(userId: string, teamId?: string): SlackPerson;
  readonly state: SlackState;
  readonly admin: SlackAdmin;
  readonly faults: SlackFaults;
  readonly ledger: SharedLedger<SlackLedgerEntry>;
  /** Resolves when everything sent to the app was acknowledged or given up, retries that wait included. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Read access; all copies. */
export interface SlackState {
  teams(): Team[];
  members(teamId?: string): Member[];
  channels(teamId?: string): Channel[];
  channel(channelId: string): Channel | undefined;
  /** Oldest first, replies included. */
  messages(channelId: string): Message[];
  /** A message and its replies, oldest first. */
  thread(channelId: string, ts: string): Message[];
  ephemerals(userId: string): EphemeralMessage[];
  /** The modals a person has open, the one on top last. */
  views(userId: string): View[];
  home(userId: string): View | undefined;
  /** Open Socket Mode connections. */
  sockets(): number;
}

/** Did the app acknowledge in time? If not, Slack shows a warning beside what was clicked. */
export type ActionOutcome = { ok: true } | { ok: false; error: string };

export type SubmitOutcome =
  | { kind: 'closed' }
  | { kind: 'errors'; errors: Record<string, string> }
  /** The app put another view in its place (update) or on top of it (push). */
  | { kind: 'updated'; view: View }
  /** The app did not acknowledge properly: the modal stays open and says so. */
  | { kind: 'failed'; error: string };

export type CommandOutcome =
  /** `reply`: what the acknowledgement said, if anything. */
  { ok: true; reply: Message | EphemeralMessage | null } | { ok: false; error: string };

/** What was chosen or typed in the element; none of it for a button with a value of its own. */
export interface ActionInput {
  /** Needed where the same action_id stands in several blocks. */
  blockId?: string;
  value?: string;
  /** The `value` of one option; of several for checkboxes and multi selects. */
  option?: string;
  options?: readonly string[];
  date?: string;
  time?: string;
  user?: string;
}

/**
 * By action_id: a text for an input, the option's value for a select or radio buttons, several for checkboxes, null to
 * empty it; or the element's state as Slack would send it.
 */
export type FormValues = Record<string, string | readonly string[] | JsonObject | null>;

export interface SlackPerson {
  readonly userId: string;
  readonly teamId: string;
  /** Writes to the app directly, as if typed: Slack escapes it and turns names and addresses into links. */
  dm(text: string, threadTs?: string): Promise<Message>;
  /** The id of the direct conversation with the app. */
  dmChannel(): string;
  say(channel: string, text: string, threadTs?: string, how?: { broadcast?: boolean }): Promise<Message>;
  /** A file without or with words (subtype file_share). */
  upload(channel: string, name: string, text?: string, threadTs?: string): Promise<Message>;
  edit(channel: string, ts: string, text: string): Promise<Message>;
  remove(channel: string, ts: string): Promise<void>;
  react(channel: string, ts: string, name: string): Promise<void>;
  /** Uses a button, select, checkboxes … of a message (also an ephemeral one). Resolves when the app acknowledged or did not. */
  click(channel: string, ts: string, actionId: string, input?: ActionInput): Promise<ActionOutcome>;
  /** Uses an element of a modal or of the home tab. */
  clickInView(viewId: string, actionId: string, input?: ActionInput): Promise<ActionOutcome>;
  /** The modal on top, if any. */
  openView(): View | undefined;
  /** Waits until a modal is open (the app opens it after it acknowledged the click). */
  waitForView(timeoutMs?: number): Promise<View>;
  fill(viewId: string, values: FormValues): void;
  /** Sends the modal as it is filled in, after `fill(viewId, values)`. */
  submit(viewId: string, values?: FormValues): Promise<SubmitOutcome>;
  /** The ✕ (`clear`: all of the stack) or Cancel. */
  closeView(viewId: string, how?: { clear?: boolean }): Promise<void>;
  command(command: string, text: string, channel: string): Promise<CommandOutcome>;
  openHome(): Promise<View | undefined>;
  joinChannel(channel: string): Promise<void>;
  leaveChannel(channel: string): Promise<void>;
  /** Brings somebody (the app too) into a channel one is in. */
  invite(channel: string, userId: string): Promise<void>;
  messages(channel: string): Message[];
  ephemerals(): EphemeralMessage[];
}

/** What an administrator, the clock or Slack itself may change at any time. */
export interface SlackAdmin {
  /** The bot token dies; the app is told by `tokens_revoked`. The app's next installation gets a new one. */
  revokeToken(teamId: string): void;
  /** Removes the app; it is told by `tokens_revoked` and `app_uninstalled`. */
  uninstall(teamId: string): void;
  setScopes(teamId: string, scopes: readonly string[]): void;
  /** The workspace as a whole: every call says account_inactive. */
  disableTeam(teamId: string, disabled: boolean): void;
  /** Somebody new, in #general. */
  hire(teamId: string, name: string): Member;
  deactivate(userId: string, deactivated: boolean): void;
  archive(channelId: string, archived: boolean): void;
  /** Messages to a closed DM are refused with `is_archived`-like `channel_not_found` until it is opened again. */
  closeDm(userId: string): void;
  removeFromChannel(channelId: string, userId: string): void;
  /** About one message per second and channel, with small bursts, and 429 beyond it. Off by default. */
  limitRate(on: boolean): void;
  /** Tells the app that it got too many events. */
  sendAppRateLimited(teamId: string): void;
  /** Sends a raw event as it stands; gives back its event_id. */
  sendEvent(event: JsonObject, teamId?: string): string;
  /** Sends an event again under its old event_id. */
  redeliver(eventId: string): void;
  /** Cuts all Socket Mode connections without a word. */
  dropSockets(): void;
  /** Asks the app to reconnect (`warning`: about to be closed, `refresh_requested`: now). */
  refreshSockets(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Which event types the app is subscribed to; all that it can have by default. */
  setSubscriptions(types: readonly string[]): void;
}
