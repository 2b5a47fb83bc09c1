import { describe, expect, it } from 'vitest';
import { ConfigError, databaseUrlOf, loadConfig } from './load-config.js';

const secrets = { JWT_SECRET: 'j'.repeat(32), TOKEN_SECRET: 't'.repeat(32), ENCRYPTION_KEYS: 'e'.repeat(32) };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('runs on one machine with nothing but secrets', () => {
    const config = loadConfig(secrets);
    expect(config).toMatchObject({
      production: false,
      role: 'all',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      allowedOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
      databaseUrl: undefined,
      logLevel: 'info',
      llm: { provider: 'demo', fallback: undefined, demo: { tokensPerSecond: 80, firstTokenMs: 150 } },
      rateLimit: { messagesPerMinute: 30, authPerMinute: 10 },
      run: { leaseMs: 3000, sweepIntervalMs: 500 },
      auth: { accessTokenTtlS: 600, refreshTokenTtlDays: 30 },
      failpoints: [],
    });
    expect(config.dataDir).toMatch(/^[/\\]|^[A-Z]:/);
  });

  it('takes empty text as unset, as compose files pass it', () => {
    expect(loadConfig({ ...secrets, PORT: '', DATABASE_URL: '', LLM_FALLBACK_PROVIDER: '' }).port).toBe(3000);
  });

  it('takes prices by model', () => {
    const prices = { 'm-1': { input: 1.25, output: 10 } };
    expect(loadConfig({ ...secrets, LLM_PRICES: JSON.stringify(prices) }).llm.prices).toEqual(prices);
    expect(loadConfig(secrets).llm.prices).toEqual({});
  });

  it('lets browsers in from the public URL and the listed origins only', () => {
    const config = loadConfig({
      ...secrets,
      PUBLIC_URL: 'https://ask.example/',
      ALLOWED_ORIGINS: 'https://a.example, https://b.example',
    });
    expect(config.publicUrl).toBe('https://ask.example');
    expect(config.allowedOrigins).toEqual(['https://ask.example', 'https://a.example', 'https://b.example']);
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['ROLE', 'boss'],
    ['DATABASE_URL', 'mysql://h/d'],
    ['REDIS_URL', 'http://h'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['ALLOWED_ORIGINS', 'https://a.example/path'],
    ['LOG_LEVEL', 'loud'],
    ['LLM_PROVIDER', 'parrot'],
    ['LLM_PRICES', '{"m": 3}'],
    ['LLM_PRICES', 'cheap'],
    ['RUN_LEASE_MS', '0'],
    ['SANDBOX_CHANNELS', 'yes'],
    ['JWT_SECRET', 'short'],
    ['ENCRYPTION_KEYS', `${'e'.repeat(32)},short`],
    ['ENCRYPTION_KEYS', ' , '],
    ['SLACK_APP_TOKEN', 'xoxb-1'],
    ['SLACK_BOT_TOKEN', 'xoxp-1'],
    ['SLACK_API_URL', 'slack.com'],
    ['SANDBOX_SLACK_PORT', 'any'],
    ['SANDBOX_MAIL_PORT', '-1'],
    ['SANDBOX_DEVTOOLS_PORT', '-1'],
    ['CHANGE_REQUEST_REPOSITORY', 'owner/repo'],
    ['CHANGE_REQUEST_REPOSITORY', 'github:group/subgroup/project'],
    ['CHANGE_REQUEST_REPOSITORY', 'gitlab:project'],
    ['SANDBOX_AGENTS_PORT', 'any'],
    ['AGENT_REQUEST_TIMEOUT_MS', '1'],
    ['AGENT_TASK_TIMEOUT_MS', '1'],
    ['AGENT_CHECK_INTERVAL_MS', '1'],
    ['GOOGLE_API_URL', 'gmail.googleapis.com'],
    ['GMAIL_PUSH_TOPIC', 'gmail'],
    ['GMAIL_PUSH_SUBSCRIPTION', 'projects/p/topics/t'],
    ['GMAIL_PUSH_SERVICE_ACCOUNT', 'push'],
    ['GMAIL_POLL_SECONDS', '0'],
    ['NATS_URL', 'nats://a:4222, http://b'],
    ['NATS_URL', ','],
  ])('names %s when it is %s', (name, value) => {
    expect(problemsOf({ ...secrets, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });

  it('names every wrong variable at once', () => {
    expect(problemsOf({ PORT: 'x' })).toHaveLength(4);
  });

  it('lets agents live in private networks, but not in production unless somebody sits at this machine', () => {
    const allowed = (env: object) => loadConfig({ ...secrets, ...env }).privateAgents;
    expect(allowed({})).toBe(true);
    expect(allowed({ NODE_ENV: 'production' })).toBe(false);
    expect(allowed({ NODE_ENV: 'production', SANDBOX_CHANNELS: 'on' })).toBe(true);
  });

  it('takes several brokers, and asks for one with a list of workflows', () => {
    const config = loadConfig({ ...secrets, NATS_URL: 'nats://a:1, tls://b', NATS_WORKFLOWS: 'w.json' });
    expect(config).toMatchObject({ natsUrls: ['nats://a:1', 'tls://b'] });
    expect(config.workflowsFile).toMatch(/^([/\\]|[A-Z]:).*w\.json$/);
    expect(problemsOf({ ...secrets, NATS_WORKFLOWS: 'w.json' })).toEqual(['NATS_URL is required with NATS_WORKFLOWS']);
  });

  it('refuses one secret for two purposes', () => {
    const same = 's'.repeat(40);
    expect(problemsOf({ JWT_SECRET: same, TOKEN_SECRET: same, ENCRYPTION_KEYS: `${'e'.repeat(32)}, ${same}` })).toEqual(
      ['TOKEN_SECRET must differ from JWT_SECRET', 'ENCRYPTION_KEYS must differ from JWT_SECRET and TOKEN_SECRET'],
    );
  });

  it('asks for what a real model needs, of the fallback too', () => {
    expect(problemsOf({ ...secrets, LLM_PROVIDER: 'openai', LLM_FALLBACK_PROVIDER: 'openai-compatible' })).toEqual([
      'LLM_MODEL is required with LLM_PROVIDER=openai',
      'LLM_API_KEY is required with LLM_PROVIDER=openai',
      'LLM_FALLBACK_MODEL is required with LLM_FALLBACK_PROVIDER=openai-compatible',
      'LLM_FALLBACK_BASE_URL is required with LLM_FALLBACK_PROVIDER=openai-compatible',
    ]);
    expect(problemsOf({ ...secrets, LLM_MODEL: 'x' })).toEqual(['LLM_PROVIDER is required with its other settings']);
    expect(problemsOf({ ...secrets, LLM_FALLBACK_MODEL: 'x' })).toEqual([
      'LLM_FALLBACK_PROVIDER is required with its other settings',
    ]);
  });

  it.each([
    [{}, true],
    [{ SANDBOX_CHANNELS: 'off' }, false],
    [{ DATABASE_URL: 'postgresql://db/parley' }, false],
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', DATABASE_URL: 'postgresql://db/parley', SANDBOX_CHANNELS: 'on' }, true],
  ])('stands in for email and Slack only where nothing was configured, or as told: %j', (env, on) => {
    expect(loadConfig({ ...secrets, ...env }).sandboxChannels).toBe(on);
  });

  describe('Slack', () => {
    const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's' };
    it('is off until something of it is set', () => {
      expect(loadConfig(secrets).slack).toBeUndefined();
      expect(loadConfig({ ...secrets, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack).toMatchObject({
        botToken: 'xoxb-1',
        appToken: 'xapp-1',
        apiUrl: undefined,
      });
    });

    it('takes another API with or without the slash at its end', () => {
      const set = { ...secrets, ...oauth, SLACK_SIGNING_SECRET: 'x' };
      for (const url of ['http://127.0.0.1:9/api', 'http://127.0.0.1:9/api/'])
        expect(loadConfig({ ...set, SLACK_API_URL: url }).slack?.apiUrl).toBe('http://127.0.0.1:9/api/');
    });

    it.each([
      [{ SLACK_CLIENT_ID: '1.2', SLACK_SIGNING_SECRET: 'x' }, ['SLACK_CLIENT_SECRET is required with SLACK_CLIENT_ID']],
      [
        { SLACK_CLIENT_SECRET: 's', SLACK_SIGNING_SECRET: 'x' },
        ['SLACK_CLIENT_ID is required with SLACK_CLIENT_SECRET'],
      ],
      [oauth, [expect.stringMatching(/^SLACK_SIGNING_SECRET is required .*SLACK_APP_TOKEN/)]],
      [{ SLACK_APP_TOKEN: 'xapp-1' }, [expect.stringMatching(/^SLACK_BOT_TOKEN is required .*SLACK_CLIENT_ID/)]],
      [{ SLACK_API_URL: 'http://localhost/' }, [expect.stringMatching(/^SLACK_API_URL is of no use/)]],
    ])('names what is missing with %j', (set, problems) => {
      expect(problemsOf({ ...secrets, ...(set as Record<string, string>) })).toEqual(problems);
    });
  });

  describe('Gmail', () => {
    const app = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 's' };
    const push = { GMAIL_PUSH_TOPIC: 'projects/p/topics/t', GMAIL_PUSH_SERVICE_ACCOUNT: 'push@p.example' };

    it('is off until an app of Google is set', () => {
      expect(loadConfig(secrets).google).toBeUndefined();
      expect(loadConfig({ ...secrets, ...app, GOOGLE_API_URL: 'http://127.0.0.1:9/' }).google).toEqual({
        clientId: 'id',
        clientSecret: 's',
        refreshToken: undefined,
        apiUrl: 'http://127.0.0.1:9',
        push: undefined,
        pollMs: 5_000,
      });
    });

    it('asks seldom beside pushes, and as often as it is told', () => {
      const { google } = loadConfig({ ...secrets, ...app, ...push });
      expect(google?.pollMs).toBe(60_000);
      expect(google?.push).toEqual({ topic: 'projects/p/topics/t', serviceAccount: 'push@p.example' });
      expect(loadConfig({ ...secrets, ...app, ...push, GMAIL_POLL_SECONDS: '7' }).google?.pollMs).toBe(7_000);
    });

    it.each([
      [{ GOOGLE_CLIENT_ID: 'id' }, ['GOOGLE_CLIENT_SECRET is required with GOOGLE_CLIENT_ID']],
      [{ GOOGLE_CLIENT_SECRET: 's' }, ['GOOGLE_CLIENT_ID is required with GOOGLE_CLIENT_SECRET']],
      [{ GMAIL_REFRESH_TOKEN: '1//x' }, ['GMAIL_REFRESH_TOKEN is of no use without GOOGLE_CLIENT_ID']],
      [{ ...app, ...push, GMAIL_PUSH_SERVICE_ACCOUNT: '' }, [expect.stringMatching(/^GMAIL_PUSH_SERVICE_ACCOUNT is/)]],
      [{ ...app, ...push, GMAIL_PUSH_TOPIC: '' }, [expect.stringMatching(/^GMAIL_PUSH_TOPIC is required/)]],
      [
        { ...app, GMAIL_PUSH_SUBSCRIPTION: 'projects/p/subscriptions/s' },
        ['GMAIL_PUSH_TOPIC is required with GMAIL_PUSH_SUBSCRIPTION'],
      ],
    ])('names what is missing with %j', (set, problems) => {
      expect(problemsOf({ ...secrets, ...(set as Record<string, string>) })).toEqual(problems);
    });
  });
});

describe('databaseUrlOf', () => {
  it('needs nothing else', () => {
    expect(databaseUrlOf({ DATABASE_URL: 'postgresql://db/parley' })).toBe('postgresql://db/parley');
  });

  it.each([
    [{}, /^DATABASE_URL is required/],
    [{ DATABASE_URL: '' }, /^DATABASE_URL is required/],
    [{ DATABASE_URL: 'mysql://db/parley' }, /^DATABASE_URL must be a URL/],
  ])('names what is wrong with %j', (env, problem) => {
    expect(() => databaseUrlOf(env)).toThrow(ConfigError);
    expect(() => databaseUrlOf(env)).toThrow(new RegExp(problem.source.replace('^', '  - ')));
  });
});
