import type { RequestRow, State } from './state.js';

/** Whether somebody must go on with a question at once, not only when its time has come. */
const isDue = ({ id, status, attempts, next_rung_at, expires_at }: RequestRow, atKill: State, now: number): boolean => {
  const past = (at: string | null) => at !== null && Date.parse(at) <= now;
  if (attempts.some((one) => one.ended_at === null && (one.status === 'SENDING' || past(one.due_at)))) return true;
  if (atKill.outbox.some(({ request_id }) => request_id === id)) return true;
  return status === 'PENDING' && (past(next_rung_at) || past(expires_at));
};

/** When a question first moved after `since`: an attempt came to its end, or the question did. */
const movedAt = (request: RequestRow | undefined, since: number): number | undefined => {
  const times = [request?.settled_at, ...(request?.attempts ?? []).map(({ ended_at }) => ended_at)];
  const after = times.flatMap((at) => (at ? [Date.parse(at)] : [])).filter((at) => at > since);
  return after.length ? Math.min(...after) : undefined;
};

/**
 * From the restart of the process to the next useful work, in milliseconds: of each thing that was under way at the kill
 * (a run somebody must go on with, a question somebody must bring, move or close) the time until it moved, and the longest
 * of these. With nothing under way: until the first event, such as the person's next try; else until the process was ready.
 */
export const recoveryMs = (atKill: State, end: State, restartedAt: number, readyAt: number): number => {
  const after = end.events.filter(({ seq }) => seq > atKill.last_seq);
  const ofRun = (runId: string) => (event: (typeof after)[number]) =>
    [event.payload.run?.id, event.payload.step?.runId, event.payload.request?.runId].includes(runId);
  const runs = atKill.runs
    .filter(
      ({ status, waiting }) => ['QUEUED', 'RUNNING'].includes(status) || (status.startsWith('WAITING') && !waiting),
    )
    .map(({ id }) => after.find(ofRun(id))?.at)
    .flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
  const requests = atKill.requests
    .filter((request) => isDue(request, atKill, restartedAt))
    .flatMap(
      ({ id }) =>
        movedAt(
          end.requests.find((request) => request.id === id),
          restartedAt,
        ) ?? [],
    );
  const moved = [...runs, ...requests];
  if (moved.length) return Math.max(...moved) - restartedAt;
  return after[0] ? Date.parse(after[0].at) - restartedAt : readyAt - restartedAt;
};
