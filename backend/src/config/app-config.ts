import type { ParsedEnvironment } from './environment.js';
import type { McpServerConfig } from './mcp-config.js';

export type LlmProvider = NonNullable<ParsedEnvironment['LLM_PROVIDER']>;

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
  /** Connections to PostgreSQL of this process, in all; without Redis its queue has a few of its own besides. */
  readonly databaseConnections: number;
  /** Off: somebody else does it, such as the deployment's own step. */
  readonly migrateAtStart: boolean;
  /** Queue, fan-out, presence and rate limits for several processes. Undefined: this process does without. */
  readonly redisUrl: string | undefined;
  /** Brokers by which processes tell each other what happens, and reach workflows. Undefined: none. */
  readonly natsUrls: readonly string[] | undefined;
  /** The file that lists the workflows people can choose, as an absolute path. */
  readonly workflowsFile: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  readonly logLevel: ParsedEnvironment['LOG_LEVEL'];
  /** How long it still serves after it was told to stop, so that a load balancer sees in time that it is not ready. */
  readonly shutdownDelayMs: number;
  /** Who reads /metrics proves itself by this. Undefined: in production nobody reads it. */
  readonly metricsToken: string | undefined;
  /** Where traces go (OTLP over HTTP). Undefined: none are made. */
  readonly tracing:
    | {
        readonly endpoint: string;
        /** As OpenTelemetry writes them: key=value, comma-separated. May hold secrets. */
        readonly headers: string | undefined;
        readonly serviceName: string;
        /** Of all traces, from 0 to 1. */
        readonly share: number;
      }
    | undefined;
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
    /** By model, in US dollars for a million tokens. */
    readonly prices: ParsedEnvironment['LLM_PRICES'];
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
  /** Of the local repository and its tools. Undefined: the third one after the server's own, or any. */
  readonly sandboxDevtoolsPort: number | undefined;
  /** Which repository the change-request agent works on, by the MCP server of that name. Undefined: that of `devtools`. */
  readonly changeRequestRepository:
    | { readonly host: 'github' | 'gitlab'; readonly path: string; readonly branch: string }
    | undefined;
  /** Of the sample agents. Undefined: the fourth one after the server's own, or any. */
  readonly sandboxAgentsPort: number | undefined;
  /** Undefined: not connected to Slack. */
  readonly slack: SlackSettings | undefined;
  /** Undefined: not connected to Gmail. */
  readonly google: GoogleSettings | undefined;
  /** Of mcp.json. */
  readonly mcpServers: readonly McpServerConfig[];
  /** How long a tool may take. */
  readonly toolTimeoutMs: number;
  /** Agents elsewhere may live in private networks: as told; else not in production, unless for who sits at this machine. */
  readonly privateAgents: boolean;
  /** How long an agent elsewhere may take for one answer over HTTP. */
  readonly agentRequestTimeoutMs: number;
  /** How long it may work on a task without a question or a result. */
  readonly agentTaskTimeoutMs: number;
  /** How often its card is looked at while it is well. */
  readonly agentCheckIntervalMs: number;
  readonly rateLimit: { readonly messagesPerMinute: number; readonly authPerMinute: number };
  readonly run: { readonly leaseMs: number; readonly sweepIntervalMs: number };
  /** Armed crash points; always empty outside tests. */
  readonly failpoints: readonly string[];
}

/** What the stand-ins run by, in the server's process or in one of their own. */
export type StandInsConfig = Pick<AppConfig, 'port' | 'publicUrl' | 'dataDir' | 'natsUrls'> &
  Pick<AppConfig, 'sandboxSlackPort' | 'sandboxMailPort' | 'sandboxDevtoolsPort' | 'sandboxAgentsPort'>;

/** A sandbox in a process of its own. */
export interface SandboxConfig extends StandInsConfig {
  /** Where it listens. */
  readonly host: string;
  /** The name by which processes and browsers reach it. */
  readonly name: string;
  /** Where Parley takes what happens there. */
  readonly parleyUrl: string;
}

/** Injection token for the `AppConfig`. */
export const CONFIG = Symbol('CONFIG');
