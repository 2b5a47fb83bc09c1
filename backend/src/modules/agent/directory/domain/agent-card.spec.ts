import { describe, expect, it } from 'vitest';
import { readCard } from './agent-card.js';

const AT = 'https://agents.example.org/w/.well-known/agent-card.json';
const over = (url: string, protocolBinding = 'JSONRPC', protocolVersion = '1.0') => ({
  ...{ url, protocolBinding, protocolVersion },
});
const card = (changes: object = {}) => ({
  name: 'Weather',
  description: 'Tells the climate',
  version: '1.2.0',
  supportedInterfaces: [over('https://agents.example.org/w/a2a')],
  provider: { organization: 'Example', url: 'https://example.org' },
  capabilities: { streaming: true },
  skills: [{ id: 'c', name: 'Climate', description: 'd', tags: ['rain'], examples: ['How warm?'], inputModes: ['x'] }],
  ...changes,
});
const read = (changes: object = {}) => readCard(card(changes), AT);
const problem = (changes: object): string => {
  const reading = read(changes);
  return reading.kind === 'refused' ? reading.problem : 'taken';
};

describe('an agent card', () => {
  it('is kept as far as we use it', () => {
    expect(read()).toEqual({
      kind: 'card',
      card: {
        ...{ name: 'Weather', description: 'Tells the climate', version: '1.2.0', provider: 'Example' },
        ...{
          protocolVersion: '1.0',
          skills: [{ id: 'c', name: 'Climate', description: 'd', tags: ['rain'], examples: ['How warm?'] }],
        },
        interface: { url: 'https://agents.example.org/w/a2a', protocolBinding: 'JSONRPC', tenant: '' },
      },
    });
  });

  it('may be a bare one, and may be much too long', () => {
    expect(readCard({ name: 'W', supportedInterfaces: card().supportedInterfaces }, AT).kind).toBe('card');
    const skill = { id: 'x', name: 'y'.repeat(500), tags: Array(100).fill('t'), examples: ['z'.repeat(900)] };
    const long = read({ description: 'd'.repeat(9_000), skills: Array(200).fill(skill) });
    const kept = long.kind === 'card' ? long.card : undefined;
    expect([kept?.description.length, kept?.skills.length, kept?.skills[0]?.tags.length]).toEqual([2_000, 50, 20]);
    expect([kept?.skills[0]?.name.length, kept?.skills[0]?.examples[0]?.length]).toEqual([100, 300]);
  });

  it('is shown as it can be seen', () => {
    const reading = read({ name: 'Pay\u202eroll\u200b', description: 'a\u0000b' });
    expect(reading).toMatchObject({ card: { name: 'Payroll', description: 'ab' } });
  });

  it('leads to where it is itself, by what we speak best', () => {
    const own = 'https://agents.example.org';
    const chosen = (...supportedInterfaces: object[]) => {
      const reading = read({ supportedInterfaces });
      return reading.kind === 'card' ? reading.card.interface.url : reading.problem;
    };
    expect(chosen(over(`${own}/rest`, 'HTTP+JSON'), over(`${own}/rpc`))).toBe(`${own}/rpc`);
    expect(chosen(over('https://elsewhere.example/rpc'), over(`${own}/rest`, 'HTTP+JSON'))).toBe(`${own}/rest`);
    for (const url of ['http://agents.example.org/w', 'https://agents.example.org:8443/w', 'https://example.org/'])
      expect(chosen(over(url))).toMatch(/^Its card sends work to .*An agent has to work where its card is\.$/);
  });

  it.each<[object, RegExp]>([
    [{ supportedInterfaces: [over('https://agents.example.org', 'GRPC')] }, /neither JSONRPC nor HTTP\+JSON/],
    [{ supportedInterfaces: [over('https://agents.example.org', 'JSONRPC', '0.3')] }, /protocol 1\.0/],
    [{ supportedInterfaces: [over('https://agents.example.org', 'JSONRPC', '10.0')] }, /protocol 1\.0/],
    [{ supportedInterfaces: undefined, url: 'https://agents.example.org' }, /older A2A protocol/],
    [{ supportedInterfaces: [over('javascript:alert(1)')] }, /no agent card \(supportedInterfaces\.0\.url/],
    [{ name: ' \u200b ' }, /no agent card \(name: needs letters/],
    [{ name: undefined }, /no agent card \(name/],
    [{ name: 'W\u0435ather' }, /mixes alphabets/],
    [{ capabilities: { extensions: [{ uri: 'urn:x', required: true }] } }, /insists on the extension urn:x/],
  ])('%j is refused', (changes, why) => expect(problem(changes)).toMatch(why));

  it.each([null, 'text', [], 7])('%j is none', (value) => {
    expect(readCard(value, AT)).toMatchObject({ kind: 'refused', problem: expect.stringMatching(/no agent card/) });
  });
});
