import type { State } from './state.js';

/**
 * From the restart of the process to the next useful work, in milliseconds: of each thing that was under way at the kill
 * (a run somebody must go on with, a question somebody must deliver) the time until it moved, and the longest of these.
 * With nothing under way: until the first event, such as the person's next try; else until the process was ready.
 */
export const recoveryMs = (atKill: State, end: State, restartedAt: number, readyAt: number): number => {
  const since = (at: string) => new Date(at).getTime() - restartedAt;
  const after = end.events.filter(({ seq }) => seq > atKill.last_seq);
  const ofRun = (runId: string) => (event: (typeof after)[number]) =>
    [event.payload.run?.id, event.payload.step?.runId, event.payload.request?.runId].includes(runId);
  const runs = atKill.runs
    .filter(
      ({ status, waiting }) => ['QUEUED', 'RUNNING'].includes(status) || (status.startsWith('WAITING') && !waiting),
    )
    .map(({ id }) => after.find(ofRun(id))?.at);
  const deliveries = atKill.requests
    .filter(({ attempts }) => attempts.some(({ ended_at }) => ended_at === null))
    .map(({ id }) => end.requests.find((request) => request.id === id)?.attempts[0]?.ended_at ?? undefined);
  const moved = [...runs, ...deliveries].flatMap((at) => (at === undefined ? [] : [since(at)]));
  if (moved.length) return Math.max(...moved);
  return after[0] ? since(after[0].at) : readyAt - restartedAt;
};
