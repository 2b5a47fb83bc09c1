import { Account } from '../clients/account.js';
import { Client } from '../clients/client.js';
import { errand } from '../clients/crowd.js';
import { spread } from '../figures.js';
import type { Scenario } from './scenario.js';

const TIMES = 30;
const SAMPLE_TIMES = 10;

/** A client on one api process, the run on a worker, the answer through the other api process: everything arrives. */
export const cross: Scenario = {
  name: 'cross',
  run: async (fleet, sample) => {
    const [first, second] = [fleet.process('api-1').url, fleet.process('api-2').url];
    const account = await Account.arrive(fleet.url);
    const client = await Client.open(account, 'errand', first);
    const watcher = new Client(account, client.sessionId, 'errand', second);
    const times: Awaited<ReturnType<typeof errand>>[] = [];
    try {
      for (let count = 0; count < (sample ? SAMPLE_TIMES : TIMES); count++) times.push(await errand(client, second));
      const rows = await fleet.database.query<{ newest: number }>(
        'SELECT max(seq)::int AS newest FROM session_event WHERE session_id = $1',
        [client.sessionId],
      );
      const newest = rows[0]?.newest ?? 0;
      await Promise.all([client, watcher].map((one) => one.seen(newest)));
    } finally {
      client.close();
      watcher.close();
    }
    const toQuestion = times.map(({ at, askedAt }) => askedAt - at);
    const toEnd = times.map(({ answeredAt, endedAt }) => endedAt - answeredAt);
    const figures = `${times.length} errands; message → question on screen (3 steps of 100 ms) ${spread(toQuestion)}; answer at the other → end on screen (a step of 100 ms) ${spread(toEnd)}`;
    return { figures, problems: [...client.violations, ...watcher.violations, ...fleet.accidents] };
  },
};
