import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load-config.js';
import { readMcpConfig } from './mcp-config.js';
import { projectRoot } from './project-root.js';
import { sandboxConfigOf } from './sandbox-config.js';

const deploy = (name: string) => readFileSync(join(projectRoot(), 'deploy', name), 'utf8');
const demo = Object.fromEntries(
  deploy('sandbox.env')
    .split('\n')
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

it('needs nothing, and no secrets', () => {
  expect(sandboxConfigOf({})).toMatchObject({
    name: 'sandbox.localhost',
    parleyUrl: 'http://localhost:3000',
    port: 3000,
  });
});

it('tells Parley inside the network, and lets its people go back to it from outside', () => {
  const env = { PUBLIC_URL: 'https://localhost', SANDBOX_PARLEY_URL: 'http://api-1:3000/' };
  expect(sandboxConfigOf(env)).toMatchObject({ publicUrl: 'https://localhost', parleyUrl: 'http://api-1:3000' });
});

it('has a name that browsers take for this machine', () => {
  expect(() => sandboxConfigOf({ SANDBOX_NAME: 'sandbox.example.com' })).toThrow(ConfigError);
});

it('is what deploy/sandbox.env and its mcp.json connect to', () => {
  const secrets = { JWT_SECRET: 'j'.repeat(32), TOKEN_SECRET: 't'.repeat(32), ENCRYPTION_KEYS: 'e'.repeat(32) };
  const config = loadConfig({ NODE_ENV: 'production', ...secrets, ...demo });
  const { port, name } = sandboxConfigOf({});
  expect(config.slack?.apiUrl).toBe(`http://${name}:${port + 1}/api/`);
  expect(config.google?.apiUrl).toBe(`http://${name}:${port + 2}`);
  expect(config).toMatchObject({ privateAgents: true, sandboxChannels: false });
  const { servers, problems } = readMcpConfig(deploy('sandbox-mcp.json'), {});
  expect(problems).toEqual([]);
  expect(servers).toMatchObject([{ name: 'devtools', url: `http://${name}:${port + 3}/mcp` }]);
});
