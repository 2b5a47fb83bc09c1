// `cycles.ts <databaseUrl>`: the floor of a whole run, called by function as the rivals are. The tables are there already.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { serve } from '../lib/child.js';
import { type CycleLoad, cycles, type Engine } from '../load/in-process.js';
import { RunFloor } from './run-floor.js';
import { addSessions } from './schema.js';

const CONNECTIONS = 12;

const pool = new pg.Pool({ connectionString: process.argv[2], max: CONNECTIONS });
const runs = new RunFloor(pool);
const sessionId = randomUUID();
await addSessions(pool, [sessionId]);

const engine: Engine = {
  begin: async () => {
    const { runId, requestId, ended } = await runs.stepAndAsk(sessionId);
    return {
      answer: async (text) => {
        await runs.answer(requestId, { type: 'TEXT', text });
        await ended;
        const at = runs.stamps.get(runId) ?? Number.NaN;
        runs.stamps.delete(runId);
        return at;
      },
    };
  },
};

serve({ cycles: (load: CycleLoad) => cycles(engine, load), cpu: () => process.cpuUsage() });
