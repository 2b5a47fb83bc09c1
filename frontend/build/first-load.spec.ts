import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Script, tooHeavy, weigh } from './first-load';

const script = (name: string, bytes: number, imports: string[] = []): Script => ({
  fileName: `assets/${name}.js`,
  code: randomBytes(bytes / 2).toString('hex'),
  imports: imports.map((other) => `assets/${other}.js`),
  moduleIds: [`/here/src/${name}.tsx`],
});

const entry = script('main', 4_000, ['react']);
const react = script('react', 8_000);
const page = script('page', 2_000, ['react', 'shared']);
const shared = script('shared', 2_000, ['react']);
const later = script('later', 90_000, ['shared']);
const scripts = [entry, react, page, shared, later];
const size = (...which: Script[]) => which.reduce((sum, { code }) => sum + gzipSync(code).length, 0);

describe('weigh', () => {
  it('counts what is imported statically, once each, and nothing that is loaded later', () => {
    const { total, files } = weigh(scripts, ['src/main.tsx', 'src/page.tsx']);
    expect(total).toBe(size(entry, react, page, shared));
    expect(files.map(({ fileName }) => fileName)[0]).toBe('assets/react.js');
    expect(files).toHaveLength(4);
  });

  it('wants to know when a page is gone, rather than to weigh nothing', () => {
    expect(() => weigh(scripts, ['src/old-page.tsx'])).toThrow('src/old-page.tsx');
  });
});

describe('tooHeavy', () => {
  const modules = ['src/main.tsx', 'src/page.tsx'];

  it('is silent below the limit', () => {
    expect(tooHeavy(scripts, [{ page: 'the page', modules, limit: 20 }])).toBeNull();
  });

  it('names the page, its limit and its files above it', () => {
    const words = tooHeavy(scripts, [
      { page: 'the page', modules, limit: 5 },
      { page: 'another', modules: ['src/shared.tsx'], limit: 20 },
    ]);
    expect(words).toContain('the page: ');
    expect(words).toContain('at most 5 kB');
    expect(words).toContain('assets/page.js');
    expect(words).not.toContain('another');
  });
});
