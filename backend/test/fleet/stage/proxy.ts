import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../../../src/config/index.js';

/** Found by `npm run test:fleet`. */
const caddy = process.env.CADDY_PATH ?? 'caddy';
const START_TIMEOUT_MS = 15_000;

interface CaddyConfig {
  admin?: object;
  apps: { http: { servers: Record<string, { listen: string[] }> } };
}

/** The proxy of docker-compose.yml with its very Caddyfile, only for this machine and without its own control port. */
export class ReverseProxy {
  readonly url: string;
  private child: ChildProcess | undefined;

  constructor(
    private readonly port: number,
    private readonly upstreams: readonly string[],
    private readonly folder: string,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    const { folder, port, url } = this;
    const own = { PATH: process.env.PATH ?? '', HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const env = { ...own, PARLEY_DOMAIN: url, PARLEY_UPSTREAMS: this.upstreams.join(' ') };
    const args = ['adapt', '--config', join(projectRoot(), 'deploy', 'Caddyfile'), '--adapter', 'caddyfile'];
    const { stdout } = await promisify(execFile)(caddy, args, { env });
    const config = JSON.parse(stdout) as CaddyConfig;
    config.admin = { disabled: true };
    for (const server of Object.values(config.apps.http.servers)) server.listen = [`127.0.0.1:${port}`];
    const file = join(folder, 'caddy.json');
    writeFileSync(file, JSON.stringify(config));
    this.child = spawn(caddy, ['run', '--config', file], { env, stdio: 'ignore' });
    await this.answers();
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  private async answers(): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MS;
    const isUp = () =>
      fetch(`${this.url}/health/live`).then(
        (response) => response.ok,
        () => false,
      );
    while (!(await isUp())) {
      if (performance.now() > deadline) throw new Error(`${caddy} does not serve ${this.url}`);
      await pause(50);
    }
  }
}
