import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './clients/client.js';
import type { Crowd } from './clients/crowd.js';
import { differences, repeated, type SessionFacts } from './differences.js';
import { recordedSlack } from './recorded-slack.js';
import type { Fleet } from './stage/fleet.js';

/** Until all that was begun has ended. */
const QUIET_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;

const FACTS = `
SELECT s.id,
  (SELECT count(*)::int FROM session_event e WHERE e.session_id = s.id) AS count,
  (SELECT coalesce(max(seq), 0)::int FROM session_event e WHERE e.session_id = s.id) AS newest,
  (SELECT coalesce(json_agg(json_build_object('id', m.id, 'seq', m.seq) ORDER BY m.seq), '[]') FROM message m
   WHERE m.session_id = s.id AND m.role = 'USER' AND m.type = 'TEXT') AS said,
  (SELECT count(*)::int FROM agent_run r WHERE r.session_id = s.id AND r.ended_at IS NULL) AS open,
  (SELECT count(*)::int FROM agent_run r WHERE r.session_id = s.id AND r.status = 'FAILED') AS failed,
  (SELECT count(*)::int FROM feedback_request q WHERE q.session_id = s.id AND (q.status <> 'ANSWERED' OR 1 <> (
     SELECT count(*) FROM feedback_response a WHERE a.request_id = q.id AND a.outcome = 'APPLIED'))) AS unsettled
FROM chat_session s WHERE s.id = ANY($1::uuid[])`;

/** What the clients were told, beside what stands in PostgreSQL. @returns every difference */
export const judge = async (fleet: Fleet, crowd: Crowd): Promise<string[]> => {
  const { clients } = crowd;
  const facts = await quietFacts(fleet, clients);
  const problems = clients.flatMap((client) => {
    const found = facts.get(client.sessionId);
    return found ? differences(client, found) : [`session ${client.sessionId} is gone`];
  });
  return [...fleet.accidents, ...crowd.problems, ...problems, ...doubled(fleet)];
};

const quietFacts = async (fleet: Fleet, clients: readonly Client[]): Promise<Map<string, SessionFacts>> => {
  const ids = clients.map(({ sessionId }) => sessionId);
  const deadline = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    const rows = await fleet.database.query<SessionFacts>(FACTS, [ids]);
    const facts = new Map(rows.map((row) => [row.id, row]));
    const quiet = clients.every(({ sessionId, cursor }) => {
      const found = facts.get(sessionId);
      return found?.open === 0 && found.newest === cursor;
    });
    if (quiet || performance.now() > deadline) return facts;
    await pause(LOOK_EVERY_MS);
  }
};

/** Nothing that was sent by one key, and no question, stands in Slack twice. */
const doubled = (fleet: Fleet): string[] => {
  const entries = recordedSlack(fleet.folder).entries();
  const keys = entries.flatMap(({ key }) => key ?? []);
  const questions = entries.flatMap(({ operation, about }) => (operation === 'deliver' && about) || []);
  return [
    ...repeated(keys).map((key) => `sent twice: ${key}`),
    ...repeated(questions).map((id) => `asked twice in Slack: question ${id}`),
  ];
};
