import type { ParsedEnvironment } from './environment.js';

export type LlmProvider = ParsedEnvironment['LLM_PROVIDER'];

/** One model to call. The key is a secret: never log this object. */
export interface LlmClientConfig {
  readonly provider: LlmProvider;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
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
  /** Email and Slack are stand-ins in this process, read and answered at /sandbox by who sits at this machine. */
  readonly sandboxChannels: boolean;
  readonly rateLimit: { readonly messagesPerMinute: number; readonly authPerMinute: number };
  readonly run: { readonly leaseMs: number; readonly sweepIntervalMs: number };
  /** Armed crash points; always empty outside tests. */
  readonly failpoints: readonly string[];
}

/** Injection token for the `AppConfig`. */
export const CONFIG = Symbol('CONFIG');
