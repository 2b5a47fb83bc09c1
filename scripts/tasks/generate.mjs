import { prepare } from '../lib/prepare.mjs';

const written = await prepare();
console.log(written.length > 0 ? `Generated: ${written.join(', ')}.` : 'Generated code is up to date.');
