import { spawn } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repository } from '../git/repository.js';

const TIME_LIMIT_MS = 30_000;
const MOST_OUTPUT = 20_000;

interface TestResult {
  passed: boolean;
  tests: number;
  failures: string[];
  output: string;
}

/** The tests of a commit, as a fresh clone would run them. They read their own folder and nothing else, and write nothing. */
export const runTests = async (repository: Repository, commit: string): Promise<TestResult> => {
  const place = await realpath(await mkdtemp(join(tmpdir(), 'devtools-tests-')));
  const folder = join(place, 'files');
  try {
    await repository.checkOut(commit, folder);
    const { code, output } = await runNode(folder);
    const failures = [...output.matchAll(/^not ok \d+ - (.+)$/gm)].map(([, name = '']) => name);
    const tests = Number(/^# tests (\d+)$/m.exec(output)?.[1] ?? 0);
    return { passed: code === 0, tests, failures: failures.slice(0, 50), output: output.slice(-MOST_OUTPUT) };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
};

const runNode = (folder: string): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const fences = ['--permission', `--allow-fs-read=${folder}`];
    const args = [...fences, '--test', '--test-isolation=none', '--test-reporter=tap'];
    const child = spawn(process.execPath, args, { cwd: folder, env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
    let output = '';
    const take = (data: Buffer) => {
      if (output.length < 10 * MOST_OUTPUT) output += data.toString('utf8');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output: output.replaceAll(folder, '.') });
    });
  });
