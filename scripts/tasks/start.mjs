// `npm start`: generate, build what changed, and run the product in this very process (one process to signal and to kill).
import { pathToFileURL } from 'node:url';
import { build } from '../lib/build.mjs';
import { inRoot } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';

const written = await prepare();
if (written.length > 0) console.log(`Generated: ${written.join(', ')}.`);
const built = await build();
if (built.length > 0) console.log(`Built: ${built.join(', ')}.`);

process.title = 'parley';
await import(pathToFileURL(inRoot('backend/dist/main.js')).href);
