// `npm run format [-- <paths>]`: writes the house format.
import { runForeground } from '../lib/run-foreground.mjs';
import { toolScript } from '../lib/tool.mjs';

const paths = process.argv.slice(3);
const args = [toolScript('@biomejs/biome', 'biome'), 'check', '--write', ...paths];
process.exitCode = await runForeground(process.execPath, args);
