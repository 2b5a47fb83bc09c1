import type { DirectoryAgent } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { nextCheckMs } from './next-check.js';
import { rankAgents } from './rank-agents.js';
import { wordsOf } from './words.js';

const agent = (name: string, description: string, tags: string[], health: DirectoryAgent['health'] = 'HEALTHY') => ({
  ...{ id: name, kind: 'REMOTE' as const, name, description, health, problem: null, checkedAt: null },
  ...{ cardUrl: null, version: null, protocolVersion: null, provider: null },
  skills: [{ id: name, name: `${name} skill`, description: '', tags, examples: [] }],
});
const weather = agent('Weather', 'Usual climate and temperature of a city', ['weather', 'climate', 'rain']);
const travel = agent('Travel desk', 'Finds flight and hotel offers for a trip', ['travel', 'flight', 'hotel']);
const budget = agent('Budget', 'Adds up the costs of a trip', ['budget', 'cost', 'sum']);
const all = [weather, travel, budget];
const names = (query: string, agents = all) => rankAgents(agents, query).map((match) => match.agent.name);

describe('ranking agents', () => {
  it.each([
    ['What is the weather like in Lisbon?', 'Weather'],
    ['Find hotels and flights', 'Travel desk'],
    ['what does the trip cost altogether', 'Budget'],
    ['how often it RAINS', 'Weather'],
    ['budgeting', 'Budget'],
  ])('%s → %s', (query, first) => expect(names(query)[0]).toBe(first));

  it('explains itself: the points of the parts are the score', () => {
    const [first] = rankAgents(all, 'hotel and flight in Lisbon');
    expect(first?.reasons.map(({ part, words }) => [part, words])).toEqual([
      ['tags', ['hotel', 'flight']],
      ['description', ['hotel', 'flight']],
    ]);
    const points = first?.reasons.reduce((sum, reason) => sum + reason.points, 0) ?? 0;
    expect(points).toBeCloseTo(first?.score ?? 0, 2);
    expect(first?.score).toBeGreaterThan(0.3);
    expect(first?.score).toBeLessThan(1);
  });

  it('puts those that are down last, however well they fit', () => {
    const down = agent('Weather', 'Usual climate', ['weather'], 'UNHEALTHY');
    expect(names('weather for a trip', [down, travel])).toEqual(['Travel desk', 'Weather']);
  });

  it('finds nobody for words that nobody knows, for fillers and for nothing', () => {
    for (const query of ['quantum chromodynamics', 'what is the', '', '🙂']) expect(names(query)).toEqual([]);
  });

  it('is the same whatever the order, and stays within bounds', () => {
    const twins = [agent('B', 'trips', ['x']), agent('A', 'trips', ['x'])];
    expect([names('trips', twins), names('trips', twins.toReversed())]).toEqual([
      ['A', 'B'],
      ['A', 'B'],
    ]);
    const stuffed = agent('Spam', 'trip '.repeat(400), ['trip', 'trip', 'trip']);
    const [first] = rankAgents([...all, stuffed], `${'word '.repeat(5_000)} flight hotel trip`);
    expect(first?.score ?? 0).toBeLessThanOrEqual(1);
  });

  it('reads words lightly: accents, endings and fillers do not matter', () => {
    const stems = (text: string) => wordsOf(text).map(({ stem }) => stem);
    expect(stems('Flights, flight; cities city booked booking cafés')).toEqual(
      ...[['flight', 'flight', 'city', 'city', 'book', 'book', 'caf']],
    );
    expect(stems('the and a')).toEqual([]);
  });
});

describe('the next look at an agent', () => {
  it.each([
    [0, 60_000],
    [1, 5_000],
    [2, 10_000],
    [5, 80_000],
    [8, 600_000],
    [10_000, 600_000],
  ])('after %i failures: in %i ms', (failures, ms) => expect(nextCheckMs(failures, 60_000)).toBe(ms));
});
