// The import-order check: node tools/import-order/check.mjs. dependency-cruiser says "no violations" also when it could read
// nothing, so it has to show that it read modules, and that each rule still catches its violation planted in fixture/.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { impurities } from './purity.mjs';
import { backendRules, everywhere, frontendRules } from './rules.mjs';

const root = dirname(dirname(import.meta.dirname));
const fixture = join(import.meta.dirname, 'fixture');

const halves = [
  {
    name: 'backend',
    folders: ['backend/src', 'contracts/src', 'sandbox'],
    rules: backendRules,
    tsConfig: 'backend/tsconfig.json',
  },
  { name: 'frontend', folders: ['frontend/src'], rules: frontendRules, tsConfig: 'frontend/tsconfig.json' },
];

async function read({ folders, rules, tsConfig }, baseDir) {
  const tsConfigFile = join(root, tsConfig);
  const options = {
    baseDir,
    validate: true,
    ruleSet: { forbidden: [...rules, ...everywhere] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: tsConfigFile },
    doNotFollow: { path: ['node_modules', 'backend/src/generated'] },
    exclude: { path: ['/dist/', 'node_modules/.*/node_modules'] },
    outputType: 'json',
  };
  const resolve = {
    extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    exportsFields: ['exports'],
    conditionNames: ['import', 'types', 'node', 'default'],
  };
  const present = folders.filter((folder) => existsSync(join(baseDir, folder)));
  const { output } = await cruise(present, options, resolve, { tsConfig: extractTSConfig(tsConfigFile) });
  const { summary, modules } = JSON.parse(output);
  const own = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
  return { violations: summary.violations, count: own.length };
}

const problems = [];
for (const half of halves) {
  const real = await read(half, root);
  if (real.count === 0) problems.push(`${half.name}: read no module at all, so this check checks nothing.`);
  for (const { from, to, rule } of real.violations) {
    const { comment } = [...half.rules, ...everywhere].find(({ name }) => name === rule.name);
    problems.push(`${from} → ${to}\n    ${rule.name}: ${comment}`);
  }

  const planted = await read(half, fixture);
  const caught = new Set(planted.violations.map(({ rule }) => rule.name));
  const missed = [...half.rules, ...everywhere].filter(({ name }) => !caught.has(name));
  for (const { name } of missed)
    problems.push(`${half.name}: rule "${name}" does not catch its planted violation in ${fixture}`);
  const proven = half.rules.length + everywhere.length - missed.length;
  console.log(`${half.name}: ${real.count} modules, ${real.violations.length} violations, ${proven} rules proven`);
}

const plantedImpurities = impurities(fixture);
if (plantedImpurities.length === 0) problems.push('The purity scan does not catch its planted violation.');
problems.push(...impurities(root));

for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
