import { type Bench, inRounds, loadProduct } from '../lib/bench.js';
import { below, type Part, type Row } from '../lib/row.js';
import { type Latency, medianLatency } from '../lib/stats.js';
import type { Seat } from '../load/page.js';
import { withHistory } from '../product/history.js';

const PER_SECOND = 20;
/** Each session gets its next message long after its run has ended. */
const SESSIONS = 10;
const LONG = 10_000;

/** Message → first agent token, beyond the model's own time. */
export async function firstToken(bench: Bench): Promise<Part> {
  const { people, databases } = bench;
  const sessions = {
    talker: await people.sessions('bench-talker', SESSIONS),
    assistant: await people.sessions('assistant', SESSIONS),
    long: await withHistory(databases.product, await people.sessions('assistant', SESSIONS), LONG),
  };
  const tokens = (seats: Seat[]) => () => loadProduct<Latency>(bench, 'firstTokens', { seats, perSecond: PER_SECOND });
  const got = await inRounds(bench, {
    talker: tokens(sessions.talker),
    assistant: tokens(sessions.assistant),
    long: tokens(sessions.long),
  });
  return {
    title: 'Message → first agent token, beyond the model',
    rows: [
      rowOf(`one model call, ${PER_SECOND}/s`, got.talker),
      rowOf('the assistant: two model calls', got.assistant),
      rowOf(`the assistant, ${LONG} messages before`, got.long),
    ],
  };
}

const rowOf = (name: string, rounds: Latency[]): Row => {
  const latency = medianLatency(rounds);
  return { name, latency, promise: below('p99', latency.p99, 150), aim: below('p50', latency.p50, 15) };
};
