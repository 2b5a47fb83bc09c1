// `npm run dev`: the backend restarts when its code changes, the page updates in place. One end ends both.
import { spawn } from 'node:child_process';
import { inRoot } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { toolScript } from '../lib/tool.mjs';

const pagePort = process.env.VITE_PORT ?? '5173';
const backendPort = process.env.PORT ?? '3000';
const pageOrigins = [`http://localhost:${pagePort}`, `http://127.0.0.1:${pagePort}`];

await prepare();

const programs = [
  {
    cwd: inRoot('backend'),
    args: ['--watch', '--watch-preserve-output', '--import', '@oxc-node/core/register', 'src/main.ts'],
    env: { PUBLIC_URL: pageOrigins[0], ALLOWED_ORIGINS: pageOrigins.join(',') },
  },
  {
    cwd: inRoot('frontend'),
    args: [toolScript('vite'), '--port', pagePort, '--strictPort'],
    env: { BACKEND_URL: `http://127.0.0.1:${backendPort}` },
  },
];

const children = programs.map(({ cwd, args, env }) =>
  spawn(process.execPath, args, { cwd, env: { ...env, ...process.env }, stdio: 'inherit' }),
);
const stopAll = (signal) => {
  for (const child of children) child.kill(signal);
};
process.on('SIGTERM', stopAll);
process.on('SIGINT', () => {}); // the terminal sends it to all of us; we wait for the others
for (const child of children) {
  child.once('exit', (code) => {
    process.exitCode ||= code ?? 1;
    stopAll('SIGTERM');
  });
}
