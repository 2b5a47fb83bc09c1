import { runForeground } from './run-foreground.mjs';

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Runs named steps one after another, all of them also when one fails, and prints how each went.
 * A step is `{ name, args, env? }` (a program on our Node) or `{ name, run }` (a function returning an exit code).
 * Returns the exit code: 0 when all passed.
 */
export async function runSteps(steps) {
  const results = [];
  for (const { name, args, env, run } of steps) {
    console.log(`\n── ${name}`);
    const began = performance.now();
    const code = run ? await run() : await runForeground(process.execPath, args, { env: { ...process.env, ...env } });
    results.push({ name, code, took: performance.now() - began });
    if (code >= 128) break; // ended by a signal: the person wants out
  }
  console.log('');
  for (const { name, code, took } of results) console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(took)})`);
  return results.every(({ code }) => code === 0) ? 0 : 1;
}
