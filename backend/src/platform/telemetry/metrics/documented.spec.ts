import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/index.js';
import { CATALOGUE } from './catalogue.js';

const read = (...path: string[]) => readFileSync(join(projectRoot(), ...path), 'utf8');
const known = new Set<string>(Object.values(CATALOGUE).map(({ name }) => name));
/** Without what a histogram adds to its name. */
const namesIn = (text: string) =>
  new Set((text.match(/\bparley_[a-z_]+/g) ?? []).map((name) => name.replace(/_(bucket|count|sum)$/, '')));

describe('the catalogue of metrics', () => {
  it('is named as Prometheus names things', () => {
    for (const { kind, name, labels } of Object.values(CATALOGUE)) {
      expect(name).toMatch(/^parley_[a-z_]+$/);
      if (kind === 'counter') expect(name).toMatch(/_total$/);
      if (kind === 'histogram') expect(name).toMatch(/_seconds$/);
      expect(labels.filter((label) => /id$|name|address/i.test(label))).toEqual([]);
    }
    expect(known.size).toBe(Object.keys(CATALOGUE).length);
  });

  it('is what docs/operations.md explains, all of it', () => {
    expect([...namesIn(read('docs', 'operations.md'))].sort()).toEqual([...known].sort());
  });

  it('holds whatever the dashboard shows', () => {
    const dashboard = read('deploy', 'grafana', 'parley.json');
    const { panels } = JSON.parse(dashboard) as { panels: { id: number; targets: { expr: string }[] }[] };
    const shown = namesIn(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n'));
    expect([...shown].filter((name) => !known.has(name))).toEqual([]);
    expect(shown.size).toBeGreaterThan(30);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});
