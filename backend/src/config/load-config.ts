import { resolve } from 'node:path';
import type { AppConfig, GoogleSettings, LlmClientConfig, SlackSettings } from './app-config.js';
import { type Environment, environmentSchema, type ParsedEnvironment } from './environment.js';
import { projectRoot } from './project-root.js';

/** One or more variables are wrong; the message names each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`Parley cannot start with this configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * The configuration that an environment describes. Pure: reads no file and no `process.env`.
 * @throws ConfigError naming every variable that is missing or malformed
 */
export function loadConfig(env: Environment): AppConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  }
  const problems = contradictions(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

/** For what needs a database and nothing else. @throws ConfigError */
export function databaseUrlOf(env: Environment): string {
  const { data, error } = environmentSchema.shape.DATABASE_URL.safeParse(env.DATABASE_URL || undefined);
  if (data) return data;
  throw new ConfigError([
    `DATABASE_URL ${error?.issues[0]?.message ?? 'is required: postgresql://user:password@host/database'}`,
  ]);
}

/** Variables that are well-formed alone and wrong together. */
function contradictions(env: ParsedEnvironment): string[] {
  const problems: string[] = [];
  const clients = [
    ['LLM', env.LLM_PROVIDER, env.LLM_MODEL, env.LLM_BASE_URL, env.LLM_API_KEY],
    [
      'LLM_FALLBACK',
      env.LLM_FALLBACK_PROVIDER,
      env.LLM_FALLBACK_MODEL,
      env.LLM_FALLBACK_BASE_URL,
      env.LLM_FALLBACK_API_KEY,
    ],
  ] as const;
  for (const [prefix, provider, model, baseUrl, apiKey] of clients) {
    if (!provider && (model || baseUrl || apiKey))
      problems.push(`${prefix}_PROVIDER is required with its other settings`);
    if (!provider || provider === 'demo') continue;
    const because = `is required with ${prefix}_PROVIDER=${provider}`;
    if (!model) problems.push(`${prefix}_MODEL ${because}`);
    if (provider === 'openai-compatible' && !baseUrl) problems.push(`${prefix}_BASE_URL ${because}`);
    if (['openai', 'anthropic', 'google'].includes(provider) && !apiKey) problems.push(`${prefix}_API_KEY ${because}`);
  }
  if (env.JWT_SECRET === env.TOKEN_SECRET) problems.push('TOKEN_SECRET must differ from JWT_SECRET');
  if (env.ENCRYPTION_KEYS.some((key) => key === env.JWT_SECRET || key === env.TOKEN_SECRET))
    problems.push('ENCRYPTION_KEYS must differ from JWT_SECRET and TOKEN_SECRET');
  if (env.NATS_WORKFLOWS && !env.NATS_URL) problems.push('NATS_URL is required with NATS_WORKFLOWS');
  return [...problems, ...slackContradictions(env), ...googleContradictions(env)];
}

/** None of Slack, or all that one way of connecting needs. */
function slackContradictions(env: ParsedEnvironment): string[] {
  const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = env;
  const problems: string[] = [];
  if (id && !secret) problems.push('SLACK_CLIENT_SECRET is required with SLACK_CLIENT_ID');
  if (secret && !id) problems.push('SLACK_CLIENT_ID is required with SLACK_CLIENT_SECRET');
  if (!usesSlack(env))
    return env.SLACK_API_URL ? ['SLACK_API_URL is of no use without the other SLACK_ variables'] : [];
  if (!env.SLACK_APP_TOKEN && !env.SLACK_SIGNING_SECRET)
    problems.push('SLACK_SIGNING_SECRET is required to take events over HTTP; or set SLACK_APP_TOKEN for Socket Mode');
  if (!id && !secret && !env.SLACK_BOT_TOKEN)
    problems.push('SLACK_BOT_TOKEN is required to connect one workspace; or set SLACK_CLIENT_ID to install in several');
  return problems;
}

const usesSlack = (env: ParsedEnvironment): boolean =>
  Boolean(
    env.SLACK_CLIENT_ID ||
      env.SLACK_CLIENT_SECRET ||
      env.SLACK_SIGNING_SECRET ||
      env.SLACK_APP_TOKEN ||
      env.SLACK_BOT_TOKEN,
  );

/** None of Google, or an app of it; and push whole or not at all. */
function googleContradictions(env: ParsedEnvironment): string[] {
  const { GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret } = env;
  const { GMAIL_PUSH_TOPIC: topic, GMAIL_PUSH_SERVICE_ACCOUNT: account, GMAIL_PUSH_SUBSCRIPTION: subscription } = env;
  const problems: string[] = [];
  if (id && !secret) problems.push('GOOGLE_CLIENT_SECRET is required with GOOGLE_CLIENT_ID');
  if (secret && !id) problems.push('GOOGLE_CLIENT_ID is required with GOOGLE_CLIENT_SECRET');
  if (!id && !secret)
    for (const name of GMAIL_NAMES) if (env[name]) problems.push(`${name} is of no use without GOOGLE_CLIENT_ID`);
  if (topic && !account)
    problems.push('GMAIL_PUSH_SERVICE_ACCOUNT is required with GMAIL_PUSH_TOPIC: it tells pushes from forgeries');
  if (account && !topic) problems.push('GMAIL_PUSH_TOPIC is required with GMAIL_PUSH_SERVICE_ACCOUNT');
  if (subscription && !topic) problems.push('GMAIL_PUSH_TOPIC is required with GMAIL_PUSH_SUBSCRIPTION');
  return problems;
}

const GMAIL_NAMES = ['GOOGLE_API_URL', 'GMAIL_REFRESH_TOKEN', 'GMAIL_PUSH_TOPIC', 'GMAIL_POLL_SECONDS'] as const;

function toConfig(env: ParsedEnvironment): AppConfig {
  return {
    production: env.NODE_ENV === 'production',
    role: env.ROLE,
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    allowedOrigins: allowedOrigins(env),
    trustProxy: env.TRUST_PROXY,
    databaseUrl: env.DATABASE_URL,
    databaseConnections: env.DATABASE_CONNECTIONS,
    migrateAtStart: env.MIGRATE_AT_START === 'on',
    redisUrl: env.REDIS_URL,
    natsUrls: env.NATS_URL,
    workflowsFile: env.NATS_WORKFLOWS && resolve(projectRoot(), env.NATS_WORKFLOWS),
    dataDir: resolve(projectRoot(), env.DATA_DIR),
    logLevel: env.LOG_LEVEL,
    shutdownDelayMs: env.SHUTDOWN_DELAY_MS,
    metricsToken: env.METRICS_TOKEN,
    tracing: env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, ''),
          headers: env.OTEL_EXPORTER_OTLP_HEADERS,
          serviceName: env.OTEL_SERVICE_NAME,
          share: env.OTEL_TRACES_SAMPLER_ARG,
        }
      : undefined,
    auth: {
      jwtSecret: env.JWT_SECRET,
      tokenSecret: env.TOKEN_SECRET,
      accessTokenTtlS: env.ACCESS_TOKEN_TTL_S,
      refreshTokenTtlDays: env.REFRESH_TOKEN_TTL_DAYS,
    },
    llm: toLlmConfig(env),
    encryptionKeys: env.ENCRYPTION_KEYS,
    sandboxChannels: usesSandboxChannels(env),
    sandboxSlackPort: env.SANDBOX_SLACK_PORT,
    sandboxMailPort: env.SANDBOX_MAIL_PORT,
    sandboxDevtoolsPort: env.SANDBOX_DEVTOOLS_PORT,
    changeRequestRepository: env.CHANGE_REQUEST_REPOSITORY,
    sandboxAgentsPort: env.SANDBOX_AGENTS_PORT,
    slack: usesSlack(env) ? toSlackSettings(env) : undefined,
    google: toGoogleSettings(env),
    mcpServers: [],
    toolTimeoutMs: env.TOOL_TIMEOUT_MS,
    privateAgents: env.PRIVATE_AGENTS
      ? env.PRIVATE_AGENTS === 'on'
      : env.NODE_ENV !== 'production' || usesSandboxChannels(env),
    agentRequestTimeoutMs: env.AGENT_REQUEST_TIMEOUT_MS,
    agentTaskTimeoutMs: env.AGENT_TASK_TIMEOUT_MS,
    agentCheckIntervalMs: env.AGENT_CHECK_INTERVAL_MS,
    rateLimit: { messagesPerMinute: env.RATE_LIMIT_MESSAGES_PER_MINUTE, authPerMinute: env.RATE_LIMIT_AUTH_PER_MINUTE },
    run: { leaseMs: env.RUN_LEASE_MS, sweepIntervalMs: env.SWEEP_INTERVAL_MS },
    failpoints: env.FAILPOINTS,
  };
}

function toLlmConfig(env: ParsedEnvironment): AppConfig['llm'] {
  const fallback: LlmClientConfig | undefined = env.LLM_FALLBACK_PROVIDER && {
    provider: env.LLM_FALLBACK_PROVIDER,
    model: env.LLM_FALLBACK_MODEL,
    baseUrl: env.LLM_FALLBACK_BASE_URL,
    apiKey: env.LLM_FALLBACK_API_KEY,
  };
  return {
    provider: env.LLM_PROVIDER ?? 'demo',
    model: env.LLM_MODEL,
    baseUrl: env.LLM_BASE_URL,
    apiKey: env.LLM_API_KEY,
    fallback,
    timeoutMs: env.LLM_TIMEOUT_MS,
    firstTokenTimeoutMs: env.LLM_FIRST_TOKEN_TIMEOUT_MS,
    idleTimeoutMs: env.LLM_IDLE_TIMEOUT_MS,
    prices: env.LLM_PRICES,
    demo: { tokensPerSecond: env.DEMO_MODEL_TOKENS_PER_SECOND, firstTokenMs: env.DEMO_MODEL_FIRST_TOKEN_MS },
  };
}

const toSlackSettings = (env: ParsedEnvironment): SlackSettings => ({
  clientId: env.SLACK_CLIENT_ID,
  clientSecret: env.SLACK_CLIENT_SECRET,
  signingSecret: env.SLACK_SIGNING_SECRET,
  appToken: env.SLACK_APP_TOKEN,
  botToken: env.SLACK_BOT_TOKEN,
  apiUrl: env.SLACK_API_URL?.replace(/\/*$/, '/'),
});

/** Asked every few seconds where that is all; as a second net beside pushes. */
const POLL_SECONDS = { alone: 5, besidePush: 60 };

const toGoogleSettings = (env: ParsedEnvironment): GoogleSettings | undefined => {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env;
  if (!clientId || !clientSecret) return undefined;
  const { GMAIL_PUSH_TOPIC: topic, GMAIL_PUSH_SERVICE_ACCOUNT: serviceAccount } = env;
  const push =
    topic && serviceAccount ? { topic, serviceAccount, subscription: env.GMAIL_PUSH_SUBSCRIPTION } : undefined;
  return {
    ...{ clientId, clientSecret, push },
    refreshToken: env.GMAIL_REFRESH_TOKEN,
    apiUrl: env.GOOGLE_API_URL?.replace(/\/+$/, ''),
    pollMs: (env.GMAIL_POLL_SECONDS ?? (push ? POLL_SECONDS.besidePush : POLL_SECONDS.alone)) * 1_000,
  };
};

/** As told; else on a machine that was given nothing at all, where nobody could be reached otherwise (SBX-1). */
const usesSandboxChannels = ({ SANDBOX_CHANNELS, DATABASE_URL, NODE_ENV }: ParsedEnvironment): boolean =>
  SANDBOX_CHANNELS ? SANDBOX_CHANNELS === 'on' : !DATABASE_URL && NODE_ENV !== 'production';

/** Without PUBLIC_URL we run on one machine, where people type either name of it. */
function allowedOrigins(env: ParsedEnvironment): string[] {
  const own = env.PUBLIC_URL
    ? [new URL(env.PUBLIC_URL).origin]
    : ['localhost', '127.0.0.1'].map((host) => `http://${host}:${env.PORT}`);
  return [...new Set([...own, ...env.ALLOWED_ORIGINS])];
}
