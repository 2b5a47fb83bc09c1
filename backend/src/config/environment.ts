import { z } from 'zod';

/** An environment as the system gives it: text, or nothing. */
export type Environment = Readonly<Record<string, string | undefined>>;

const integer = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^-?\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be a URL beginning with http:// or https://' });
const origin = httpUrl.refine((text) => new URL(text).origin === text, 'must be an origin such as https://example.com');

/** Brokers of one NATS cluster. */
const natsUrl = z.url({ protocol: /^(nats|tls)$/, error: 'must be URLs beginning with nats:// or tls://' });
const natsUrls = list.pipe(z.array(natsUrl).min(1, 'must be URLs beginning with nats:// or tls://'));

/** Random text that signs tokens. 32 bytes is the least that HS256 asks for (RFC 7518 §3.2). */
const secret = z
  .string({ error: 'is required: 32 bytes or more of random text, for example from `openssl rand -base64 48`' })
  .refine((text) => Buffer.byteLength(text) >= 32, 'must have 32 bytes or more');

/** Sealing keys, each as long as the other secrets. The first one seals, every one opens: so keys are changed without a pause. */
const sealingKeys = z
  .string({ error: 'is required: 32 bytes or more of random text, for example from `openssl rand -base64 48`' })
  .pipe(list)
  .refine(
    (keys) => keys.length > 0 && keys.every((key) => Buffer.byteLength(key) >= 32),
    'must have 32 bytes or more in each key',
  );

/** Slack tokens say by their beginning what they are: the wrong one is told at once. */
const slackToken = (prefix: string, what: string) =>
  z.string().refine((text) => text.startsWith(prefix), `must be the ${what} of the app, which begins with ${prefix}`);

/** What Google calls a topic or a subscription, in full. */
const pubSubName = (kind: 'topics' | 'subscriptions') =>
  z.string().regex(new RegExp(`^projects/[^/]+/${kind}/[^/]+$`), `must look like projects/<project>/${kind}/<name>`);

/** `github:owner/repo` or `gitlab:group/project`, with `@branch` where that is not main. */
const hostedRepository = z
  .string()
  .regex(
    /^(github:[\w.-]+\/[\w.-]+|gitlab:[\w.-]+(\/[\w.-]+)+)(@[\w./-]+)?$/,
    'must look like github:owner/repository or gitlab:group/project, with @branch where that is not main',
  )
  .transform((text) => {
    const [, host, path = '', branch = 'main'] = /^([^:]+):([^@]+)(?:@(.+))?$/.exec(text) ?? [];
    return { host: host === 'gitlab' ? ('gitlab' as const) : ('github' as const), path, branch };
  });

export const llmProviders = ['demo', 'openai', 'anthropic', 'google', 'ollama', 'openai-compatible'] as const;
const llmProvider = z.enum(llmProviders, { error: `must be one of ${llmProviders.join(', ')}` });

/** US dollars for a million tokens, by model. */
const priceList = z.record(z.string(), z.strictObject({ input: z.number().min(0), output: z.number().min(0) }));
const PRICES_SHAPE = 'must be JSON such as {"some-model": {"input": 1.25, "output": 10}}';
const prices = z.string().transform((text, context) => {
  try {
    return priceList.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: PRICES_SHAPE });
    return z.NEVER;
  }
});

/** A part of the whole: 0.1 is every tenth. */
const share = z
  .string()
  .regex(/^(0|1|0?\.\d+|1\.0+)$/, 'must be a number from 0 to 1')
  .transform(Number);

/** Express's own forms: a number of hops, or addresses and the names `loopback`, `linklocal`, `uniquelocal`. */
const trustProxy = z.union([integer(0, 10), list]);

/** Every variable that Parley reads, with its default. Empty text counts as unset. */
export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], { error: 'must be production, development or test' })
    .optional(),
  PORT: integer(0, 65_535).prefault('3000'),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  ROLE: z.enum(['all', 'api', 'worker'], { error: 'must be all, api or worker' }).default('all'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a URL beginning with postgresql://' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a URL beginning with redis:// or rediss://' }).optional(),
  NATS_URL: natsUrls.optional(),
  NATS_WORKFLOWS: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_CONNECTIONS: integer(7, 1_000).prefault('27'),
  MIGRATE_AT_START: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  SHUTDOWN_DELAY_MS: integer(0, 60_000).prefault('0'),
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().default('parley'),
  OTEL_TRACES_SAMPLER_ARG: share.prefault('1'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  JWT_SECRET: secret,
  TOKEN_SECRET: secret,
  ENCRYPTION_KEYS: sealingKeys,
  LLM_PROVIDER: llmProvider.optional(),
  LLM_MODEL: z.string().optional(),
  LLM_BASE_URL: httpUrl.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_FALLBACK_PROVIDER: llmProvider.optional(),
  LLM_FALLBACK_MODEL: z.string().optional(),
  LLM_FALLBACK_BASE_URL: httpUrl.optional(),
  LLM_FALLBACK_API_KEY: z.string().optional(),
  LLM_TIMEOUT_MS: integer(1).prefault('120000'),
  LLM_FIRST_TOKEN_TIMEOUT_MS: integer(1).prefault('30000'),
  LLM_IDLE_TIMEOUT_MS: integer(1).prefault('20000'),
  LLM_PRICES: prices.prefault('{}'),
  DEMO_MODEL_TOKENS_PER_SECOND: integer(1).prefault('80'),
  DEMO_MODEL_FIRST_TOKEN_MS: integer(0).prefault('150'),
  MCP_CONFIG: z.string().optional(),
  TOOL_TIMEOUT_MS: integer(100, 3_600_000).prefault('60000'),
  SANDBOX_CHANNELS: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  SANDBOX_NAME: z
    .string()
    .regex(/^[\w-]+\.localhost$/, 'must be a name below localhost, such as sandbox.localhost')
    .default('sandbox.localhost'),
  SANDBOX_PARLEY_URL: httpUrl.optional(),
  SANDBOX_SLACK_PORT: integer(0, 65_535).optional(),
  SANDBOX_MAIL_PORT: integer(0, 65_535).optional(),
  SANDBOX_DEVTOOLS_PORT: integer(0, 65_535).optional(),
  SANDBOX_AGENTS_PORT: integer(0, 65_535).optional(),
  CHANGE_REQUEST_REPOSITORY: hostedRepository.optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: slackToken('xapp-', 'app-level token').optional(),
  SLACK_BOT_TOKEN: slackToken('xoxb-', 'bot token').optional(),
  SLACK_API_URL: httpUrl.optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GMAIL_REFRESH_TOKEN: z.string().optional(),
  GOOGLE_API_URL: httpUrl.optional(),
  GMAIL_PUSH_TOPIC: pubSubName('topics').optional(),
  GMAIL_PUSH_SERVICE_ACCOUNT: z.email('must be the mail address of a service account').optional(),
  GMAIL_PUSH_SUBSCRIPTION: pubSubName('subscriptions').optional(),
  GMAIL_POLL_SECONDS: integer(1, 86_400).optional(),
  RATE_LIMIT_MESSAGES_PER_MINUTE: integer(1).prefault('30'),
  RATE_LIMIT_AUTH_PER_MINUTE: integer(1).prefault('10'),
  PRIVATE_AGENTS: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  AGENT_REQUEST_TIMEOUT_MS: integer(100).prefault('15000'),
  AGENT_TASK_TIMEOUT_MS: integer(1_000).prefault('600000'),
  AGENT_CHECK_INTERVAL_MS: integer(1_000).prefault('60000'),
  RUN_LEASE_MS: integer(100).prefault('3000'),
  SWEEP_INTERVAL_MS: integer(10).prefault('500'),
  ACCESS_TOKEN_TTL_S: integer(10).prefault('600'),
  REFRESH_TOKEN_TTL_DAYS: integer(1).prefault('30'),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .pipe(list.pipe(z.array(origin))),
  TRUST_PROXY: trustProxy.optional(),
  FAILPOINTS: list.prefault(''),
});

/** What a sandbox of its own reads: no secrets, because it has none (docs/deploy.md). */
export const sandboxEnvironmentSchema = environmentSchema.pick({
  ...{ HOST: true, PORT: true, PUBLIC_URL: true, DATA_DIR: true, NATS_URL: true },
  ...{ SANDBOX_NAME: true, SANDBOX_PARLEY_URL: true },
  ...{ SANDBOX_SLACK_PORT: true, SANDBOX_MAIL_PORT: true, SANDBOX_DEVTOOLS_PORT: true, SANDBOX_AGENTS_PORT: true },
});

export type ParsedEnvironment = z.infer<typeof environmentSchema>;
