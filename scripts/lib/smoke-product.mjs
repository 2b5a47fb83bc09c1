import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './paths.mjs';

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

const isReady = (url) =>
  fetch(`${url}/health/ready`).then(
    (response) => response.ok,
    () => false,
  );

/** Whether any process of the group lives. PostgreSQL has left it: it outlives a killed product on purpose. */
function lives(group) {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs `npm start` in a process group of its own and returns when it is ready. */
export async function startProduct(dataDir, wantedPort) {
  const port = wantedPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: '', LLM_PROVIDER: 'demo' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });

  const end = async (signal) => {
    if (!lives(child.pid)) return;
    process.kill(-child.pid, signal);
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (lives(child.pid)) {
      if (Date.now() > deadline) {
        process.kill(-child.pid, 'SIGKILL');
        throw new Error(`the product did not end within ${STOP_TIMEOUT_MS} ms of ${signal}`);
      }
      await pause(50);
    }
  };

  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}`);
    if (performance.now() - began > START_TIMEOUT_MS) {
      await end('SIGKILL');
      throw new Error(`npm start was not ready within ${START_TIMEOUT_MS} ms`);
    }
    await pause(100);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return { url, port, seconds, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
