import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlantedTest } from './bug.js';
import type { ScratchCopy } from './scratch-copy.js';
import type { TestReport } from './verdict.js';

/** One run of vitest; a test that hangs has a time-out of its own well before. */
const PATIENCE_MS = 120_000;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const distinct = (items: string[]) => [...new Set(items)];

/** Runs these tests and no other in a copy. @throws Error when vitest could not say what became of them */
export const runTests = async (copy: ScratchCopy, tests: PlantedTest[], workers: number): Promise<TestReport[]> => {
  const results = mkdtempSync(join(tmpdir(), 'parley-planted-result-'));
  const report = join(results, 'report.json');
  const args = [
    ...[join(copy.folder, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${report}`],
    ...[`--maxWorkers=${workers}`, '-t', `^(${distinct(tests.map(({ name }) => escaped(name))).join('|')})$`],
    ...distinct(tests.map(({ project }) => project)).map((project) => `--project=${project}`),
    ...distinct(tests.map(({ file }) => file)),
  ];
  try {
    const output = await runNode(args, copy.folder);
    if (!existsSync(report)) throw new Error(`vitest has reported nothing:\n${output}`);
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { assertionResults: TestReport[]; message: string }[];
    };
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
};

/** @returns all it printed */
const runNode = (args: string[], cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, timeout: PATIENCE_MS, killSignal: 'SIGKILL' });
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
