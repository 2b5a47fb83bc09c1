// `npm run check`: format and lint, types, import order, dead code.
import { inRoot } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { runSteps } from '../lib/steps.mjs';
import { toolScript } from '../lib/tool.mjs';

await prepare();

const projects = [
  ...['tsconfig.json', 'contracts', 'backend', 'frontend', 'frontend/tsconfig.node.json'],
  ...['sandbox', 'sandbox/slack/page', 'sandbox/mail/page'],
];
const types = projects.map((project) => ({
  name: `Types: ${project}`,
  args: [toolScript('typescript', 'tsc'), '--noEmit', '--project', inRoot(project)],
}));

process.exitCode = await runSteps([
  { name: 'Format and lint', args: [toolScript('@biomejs/biome', 'biome'), 'check', '--error-on-warnings'] },
  ...types,
  { name: 'Import order', args: [inRoot('tools/import-order/check.mjs')] },
  { name: 'Dead code', args: [toolScript('knip'), '--no-progress'] },
]);
