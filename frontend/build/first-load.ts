import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** As much of a built file as its size needs. */
export interface Script {
  fileName: string;
  code: string;
  imports: readonly string[];
  moduleIds: readonly string[];
}

/** What a page loads before it can be used: the entry and these modules, each with all it imports statically. */
export interface FirstLoad {
  page: string;
  modules: readonly string[];
  /** Thousands of bytes, gzip. */
  limit: number;
}

export interface Weight {
  total: number;
  files: { fileName: string; bytes: number }[];
}

const holding = (scripts: readonly Script[], module: string): Script => {
  const found = scripts.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
  if (!found) throw new Error(`No script of the build holds ${module}: the list of first loads names what is gone.`);
  return found;
};

/** Each file counts once, compressed by itself, as it is sent. */
export function weigh(scripts: readonly Script[], modules: readonly string[]): Weight {
  const byName = new Map(scripts.map((script) => [script.fileName, script]));
  const needed = new Set<Script>();
  const need = (script: Script | undefined) => {
    if (!script || needed.has(script)) return;
    needed.add(script);
    for (const name of script.imports) need(byName.get(name));
  };
  for (const module of modules) need(holding(scripts, module));
  const files = [...needed]
    .map(({ fileName, code }) => ({ fileName, bytes: gzipSync(code).length }))
    .sort((a, b) => b.bytes - a.bytes);
  return { total: files.reduce((sum, { bytes }) => sum + bytes, 0), files };
}

const kB = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;

/** What is too heavy, and which files make it so; null when all is well. */
export function tooHeavy(scripts: readonly Script[], loads: readonly FirstLoad[]): string | null {
  const words = loads.flatMap(({ page, modules, limit }) => {
    const { total, files } = weigh(scripts, modules);
    if (total <= limit * 1_000) return [];
    const list = files.map(({ fileName, bytes }) => `    ${kB(bytes).padStart(9)}  ${fileName}`);
    return [`  ${page}: ${kB(total)}, at most ${limit} kB`, ...list];
  });
  return words.length > 0 ? ['The first load of a page is too heavy (JavaScript, gzip):', ...words].join('\n') : null;
}

/** Fails the build when a page needs more than its limit before it can be used. */
export const firstLoads = (loads: readonly FirstLoad[]): Plugin => ({
  name: 'first-loads',
  apply: 'build',
  // Last: Vite puts into the code by then which files a lazy import needs.
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const scripts = Object.values(bundle).filter((file) => file.type === 'chunk');
      const words = tooHeavy(scripts, loads);
      if (words) this.error(words);
    },
  },
});
