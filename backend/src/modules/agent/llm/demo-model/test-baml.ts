import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DemoModel } from './demo-model.js';
import { scripts } from './scripts.js';

/**
 * Runs the tests of baml_src against the demo model, offline. One `baml-cli test` for each function: the demo model is
 * told by a header which script to play, and a header can only be set for a whole process.
 */
const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const cli = fileURLToPath(new URL('cli.js', import.meta.resolve('@boundaryml/baml')));
const model = await DemoModel.start({ pace: { tokensPerSecond: 100_000, firstTokenMs: 0 } });

process.env.LLM_BASE_URL = model.baseUrl;
process.env.LLM_API_KEY = '-';
process.env.LLM_MODEL = 'demo';
process.env.BAML_LOG = 'warn';

const testFunction = async (fn: string): Promise<boolean> => {
  process.env.PARLEY_FN = fn;
  const args = [cli, 'test', '--from', `${root}baml_src`, '-i', `${fn}::`];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'close');
  return code === 0;
};

const failed: string[] = [];
for (const fn of Object.keys(scripts)) if (!(await testFunction(fn))) failed.push(fn);
await model.stop();
if (failed.length > 0) throw new Error(`BAML tests failed: ${failed.join(', ')}`);
