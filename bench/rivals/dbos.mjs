// `dbos.mjs <databaseUrl>`: a DBOS workflow that waits in `recv` and goes on with what it is sent. It has no conversations.
import { setTimeout as pause } from 'node:timers/promises';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { serve } from '../lib/child.ts';
import { now } from '../lib/now.ts';
import { cycles } from '../load/in-process.ts';

/** The default of its pool is 10, half of it for those who wait. */
const CONNECTIONS = 12;
/** Nothing tells when `recv` waits. Until then it reads the database a few times; an answer sent meanwhile would be slower. */
const SETTLED_MS = 3;

const stamps = new Map();
const waiting = new Map();

const cycle = DBOS.registerWorkflow(
  async (number) => {
    await DBOS.runStep(async () => 2, { name: 'look' });
    waiting.get(number)?.();
    const answer = await DBOS.recv('answer', 60);
    return DBOS.runStep(
      async () => {
        stamps.set(number, now());
        return answer.length;
      },
      { name: 'go on' },
    );
  },
  { name: 'cycle' },
);

DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: process.argv[2],
  systemDatabasePoolSize: CONNECTIONS,
  logLevel: 'error',
});
await DBOS.launch();

const engine = {
  async begin(number) {
    const reached = new Promise((resolve) => waiting.set(number, resolve));
    const handle = await DBOS.startWorkflow(cycle, { workflowID: `bench-${number}` })(number);
    await reached;
    waiting.delete(number);
    await pause(SETTLED_MS);
    return {
      async answer(text) {
        await DBOS.send(handle.workflowID, text, 'answer');
        await handle.getResult();
        const at = stamps.get(number);
        stamps.delete(number);
        return at;
      },
    };
  },
};

serve({ fill: () => {}, cycles: (load) => cycles(engine, load), cpu: () => process.cpuUsage() });
