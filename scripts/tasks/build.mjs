import { build } from '../lib/build.mjs';
import { prepare } from '../lib/prepare.mjs';

await prepare();
const built = await build();
console.log(built.length > 0 ? `Built: ${built.join(', ')}.` : 'Builds are up to date.');
