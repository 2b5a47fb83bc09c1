import { expect, it } from 'vitest';
import { loadConfig } from './load-config.js';
import { secretsOf } from './secrets-of.js';

it('finds every secret of a configuration, and nothing else', () => {
  const config = loadConfig({
    JWT_SECRET: 'jwt-secret-with-32-bytes-or-more-of-it',
    TOKEN_SECRET: 'token-secret-with-32-bytes-or-more-of-it',
    ENCRYPTION_KEYS: 'first-key-with-32-bytes-or-more-of-it,second-key-with-32-bytes-or-more-of-it',
    METRICS_TOKEN: 'metrics-token-long-enough',
    LLM_PROVIDER: 'openai',
    LLM_MODEL: 'some-model',
    LLM_API_KEY: 'llm-key',
    LLM_FALLBACK_PROVIDER: 'anthropic',
    LLM_FALLBACK_MODEL: 'other-model',
    LLM_FALLBACK_API_KEY: 'fallback-key',
    SLACK_CLIENT_ID: 'id',
    SLACK_CLIENT_SECRET: 'slack-secret',
    SLACK_SIGNING_SECRET: 'signing-secret',
    SLACK_BOT_TOKEN: 'xoxb-bot',
    GOOGLE_CLIENT_ID: 'id',
    GOOGLE_CLIENT_SECRET: 'google-secret',
    GMAIL_REFRESH_TOKEN: 'gmail-token',
    DATABASE_URL: 'postgresql://user:data%40base@localhost/parley',
    REDIS_URL: 'redis://:redis-pass@localhost',
    NATS_URL: 'nats://broker-token@localhost',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=collector-key',
  });
  const mcpServers = [
    {
      name: 'one',
      transport: 'http',
      url: 'https://me:url-pass@host/mcp',
      headers: { Authorization: 'Bearer mcp-token', 'x-team': 'blue' },
    },
    {
      name: 'two',
      transport: 'stdio',
      command: 'x',
      args: [],
      env: { API_KEY: 'mcp-env-key', ROOT: '/srv' },
      cwd: undefined,
    },
  ] as const;
  expect(new Set(secretsOf({ ...config, mcpServers }))).toEqual(
    new Set([
      ...['jwt-secret-with-32-bytes-or-more-of-it', 'token-secret-with-32-bytes-or-more-of-it'],
      ...['first-key-with-32-bytes-or-more-of-it', 'second-key-with-32-bytes-or-more-of-it'],
      ...['metrics-token-long-enough', 'llm-key', 'fallback-key', 'slack-secret', 'signing-secret', 'xoxb-bot'],
      ...['google-secret', 'gmail-token', 'data%40base', 'data@base', 'redis-pass', 'broker-token', 'collector-key'],
      ...['mcp-token', 'mcp-env-key', 'url-pass'],
    ]),
  );
});
