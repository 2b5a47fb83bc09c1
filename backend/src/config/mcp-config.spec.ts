// biome-ignore-all lint/suspicious/noTemplateCurlyInString: mcp.json names variables so
import { describe, expect, it } from 'vitest';
import { readMcpConfig } from './mcp-config.js';

const read = (mcpServers: unknown, env: Record<string, string> = {}) =>
  readMcpConfig(JSON.stringify({ mcpServers }), env);

describe('readMcpConfig', () => {
  it('reads servers of both kinds, as the files of other programs name them', () => {
    const { servers, problems } = read({
      files: { command: 'npx', args: ['-y', 'files'], env: { ROOT: '/srv' }, cwd: '/srv' },
      tickets: { type: 'http', url: 'https://tickets.example/mcp', headers: { Authorization: 'Bearer x' } },
      plain: { url: 'http://127.0.0.1:9/mcp' },
    });
    expect(problems).toEqual([]);
    expect(servers).toEqual([
      {
        ...{ name: 'files', transport: 'stdio', command: 'npx', args: ['-y', 'files'] },
        ...{ env: { ROOT: '/srv' }, cwd: '/srv' },
      },
      {
        name: 'tickets',
        transport: 'http',
        url: 'https://tickets.example/mcp',
        headers: { Authorization: 'Bearer x' },
      },
      { name: 'plain', transport: 'http', url: 'http://127.0.0.1:9/mcp', headers: {} },
    ]);
  });

  it('fills in variables, also in the middle of a text, and once', () => {
    const env = { TOKEN: '${HOME}', HOST: 'h.example' };
    const { servers } = read(
      { a: { url: 'https://${HOST}/mcp', headers: { Authorization: 'Bearer ${TOKEN}', x: '${NONE:-7}' } } },
      env,
    );
    expect(servers).toMatchObject([
      { url: 'https://h.example/mcp', headers: { Authorization: 'Bearer ${HOME}', x: '7' } },
    ]);
  });

  it.each<[string, unknown, string]>([
    ['a variable that is not set', { a: { command: '${NO_SUCH}' } }, 'names ${NO_SUCH}, which is not set'],
    ['a server without anything', { a: {} }, 'mcpServers.a.command'],
    ['a URL that is none', { a: { url: 'ftp://x' } }, 'mcpServers.a.url'],
    ['a misspelt member', { a: { command: 'x', arg: [] } }, 'mcpServers.a'],
    ['a name that could not be read exactly', { 'a b': { command: 'x' } }, 'mcpServers'],
    ['the name of what is built in', { parley: { command: 'x' } }, 'mcpServers'],
    ['a name that only looks like it', { Parley: { command: 'x' } }, 'mcpServers'],
    ['a list', [], 'mcpServers'],
  ])('says what is wrong with %s', (_what, servers, problem) => {
    const result = read(servers);
    expect(result.servers).toEqual([]);
    expect(result.problems.join('\n')).toContain(problem);
  });

  it('says what is wrong with a file that is no JSON, or of another kind', () => {
    expect(readMcpConfig('{', {}).problems).toEqual(['is not valid JSON']);
    expect(readMcpConfig('{"servers":{}}', {}).problems).toHaveLength(1);
  });
});
