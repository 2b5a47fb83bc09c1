// `node bench/read-profile.mjs <file.cpuprofile>`: self time by package, by file of ours and by function.
import { readFileSync } from 'node:fs';

const LINES = 25;
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const self = new Map();
for (const [index, id] of samples.entries()) self.set(id, (self.get(id) ?? 0) + timeDeltas[index]);

const placeOf = ({ url, functionName }) => {
  if (!url) return functionName || '(native)';
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  return name ?? (url.startsWith('node:') ? url : url.split('/').slice(-1)[0]);
};

const idle = new Set(['(idle)', '(program)']);
const busy = nodes
  .map(({ id, callFrame }) => ({ callFrame, us: self.get(id) ?? 0 }))
  .filter(({ callFrame, us }) => us > 0 && !idle.has(callFrame.functionName));
const total = busy.reduce((sum, { us }) => sum + us, 0);

function print(title, keyOf) {
  const sums = new Map();
  for (const { callFrame, us } of busy) sums.set(keyOf(callFrame), (sums.get(keyOf(callFrame)) ?? 0) + us);
  console.log(`\n${title}`);
  for (const [key, us] of [...sums].sort((a, b) => b[1] - a[1]).slice(0, LINES))
    console.log(`${((us / total) * 100).toFixed(1).padStart(5)} %  ${(us / 1_000).toFixed(0).padStart(6)} ms  ${key}`);
}

print('By package or file', placeOf);
print('By function', (frame) => `${frame.functionName || '(anonymous)'}  ${placeOf(frame)}:${frame.lineNumber + 1}`);
