import type { ParsedEnvironment } from './environment.js';

export type LlmProvider = ParsedEnvironment['LLM_PROVIDER'];

/** One model to call. The key is a secret: never log this object. */
export interface LlmClientConfig {
  readonly provider: LlmProvider;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
}

/** Parley as an app of Slack. Holds secrets: never log this object. */
export interface SlackSettings {
  /** For installing it in workspaces (OAuth). Both or none. */
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** Proves that an HTTP request is Slack's. Undefined only with an app token. */
  readonly signingSecret: string | undefined;
  /** Set: events come over Socket Mode instead of HTTP. */
  readonly appToken: string | undefined;
  /** Of the one workspace that needs no OAuth. */
  readonly botToken: string | undefined;
  /** Of the Web API, with a slash at its end. Undefined: Slack's own. */
  readonly apiUrl: string | undefined;
}

/** Parley as an app of Google, whose mailboxes it reads and writes. Holds secrets: never log this object. */
export interface GoogleSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the one mailbox that needs no consent page. */
  readonly refreshToken: string | undefined;
  /** Of the API and of sign-in, without a slash at its end. Undefined: Google's own. */
  readonly apiUrl: string | undefined;
  /** Google tells at once what arrives. Undefined: it is only asked. */
  readonly push:
    | {
        /** Where Gmail publishes: projects/…/topics/… */
        readonly topic: string;
        /** In whose name pushes are signed. */
        readonly serviceAccount: string;
        /** Set: pushes of no other subscription count. */
        readonly subscription: string | undefined;
      }
    | undefined;
  /** How often it is asked what has arrived. */
  readonly pollMs: number;
}

/** What the whole backend runs by. Built once at start by `loadConfig`; times are in the unit that the name ends with. */
export interface AppConfig {
  readonly production: boolean;
  readonly role: 'all' | 'api' | 'worker';
  readonly port: number;
  readonly host: string;
  /** Where people reach the web app, without a trailing slash. */
  readonly publicUrl: string;
  /** Origins a browser may call from: the public one and those of ALLOWED_ORIGINS. */
  readonly allowedOrigins: readonly string[];
  readonly trustProxy: number | readonly string[] | undefined;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  readonly logLevel: ParsedEnvironment['LOG_LEVEL'];
  readonly auth: {
    readonly jwtSecret: string;
    readonly tokenSecret: string;
    readonly accessTokenTtlS: number;
    readonly refreshTokenTtlDays: number;
  };
  readonly llm: LlmClientConfig & {
    readonly fallback: LlmClientConfig | undefined;
    readonly timeoutMs: number;
    readonly firstTokenTimeoutMs: number;
    readonly idleTimeoutMs: number;
    readonly demo: { readonly tokensPerSecond: number; readonly firstTokenMs: number };
  };
  /** Seal what is secret in the database: the first one seals, every one opens. */
  readonly encryptionKeys: readonly string[];
  /** Channels that are not connected are stand-ins in this process, read and answered by who sits at this machine. */
  readonly sandboxChannels: boolean;
  /** Of the local Slack. Undefined: the one after the server's own, or any. */
  readonly sandboxSlackPort: number | undefined;
  /** Of the local mailbox. Undefined: the second one after the server's own, or any. */
  readonly sandboxMailPort: number | undefined;
  /** Undefined: not connected to Slack. */
  readonly slack: SlackSettings | undefined;
  /** Undefined: not connected to Gmail. */
  readonly google: GoogleSettings | undefined;
  readonly rateLimit: { readonly messagesPerMinute: number; readonly authPerMinute: number };
  readonly run: { readonly leaseMs: number; readonly sweepIntervalMs: number };
  /** Armed crash points; always empty outside tests. */
  readonly failpoints: readonly string[];
}

/** Injection token for the `AppConfig`. */
export const CONFIG = Symbol('CONFIG');
