import type { AppConfig } from './app-config.js';
import type { McpServerConfig } from './mcp-config.js';

/** Of a server of mcp.json: what is named like a secret, and what is given to prove who one is. */
const SECRET_NAME = /key|token|secret|pass|auth|credential|cookie|pwd/i;

/** Everything in the configuration that must never be seen outside of it, such as in a log. */
export const secretsOf = (config: AppConfig): string[] =>
  [
    ...[config.auth.jwtSecret, config.auth.tokenSecret, ...config.encryptionKeys, config.metricsToken],
    ...[config.llm.apiKey, config.llm.fallback?.apiKey],
    ...[config.slack?.clientSecret, config.slack?.signingSecret, config.slack?.appToken, config.slack?.botToken],
    ...[config.google?.clientSecret, config.google?.refreshToken],
    ...[config.databaseUrl, config.redisUrl, ...(config.natsUrls ?? [])].flatMap(credentialsIn),
    ...(config.tracing?.headers ?? '').split(',').map((pair) => pair.slice(pair.indexOf('=') + 1).trim()),
    ...config.mcpServers.flatMap(secretsOfServer),
  ].filter((secret): secret is string => Boolean(secret));

const credentialsIn = (url: string | undefined): string[] => {
  if (!url) return [];
  const { username, password } = new URL(url);
  // A broker takes a token in the place of a name.
  const written = password || (url.startsWith('nats') || url.startsWith('tls') ? username : '');
  return written ? [written, decodeURIComponent(written)] : [];
};

const secretsOfServer = (server: McpServerConfig): string[] => {
  const given = Object.entries(server.transport === 'http' ? server.headers : server.env);
  const inAddress = server.transport === 'http' ? credentialsIn(server.url) : [];
  const secrets = given.filter(([name]) => SECRET_NAME.test(name)).map(([, value]) => value.replace(/^\w+ /, ''));
  return [...secrets, ...inAddress];
};
