import { type Evidence, type Invariant, same, unless } from './evidence.js';

/** How often something was done before the kill and after it. */
interface Count {
  before: number;
  after: number;
}

/**
 * The rule of the journal (AG-1). A step whose end was committed when the process died is never done again: once before,
 * not after. One that had begun may have been done before and is done once after. One that the journal does not know is
 * done after only, unless it is a plain one: that works before its beginning is stored.
 */
const judge = (
  what: string,
  { before, after }: Count,
  status: string | undefined,
  { killed, cut, plain }: { killed: boolean; cut: boolean; plain: boolean },
) => {
  const found = `${what} was done ${before} time(s) before the kill and ${after} after`;
  const most = (limit: number) => before <= 1 && after <= 1 && before + after <= limit;
  if (!killed) return unless(before === 1 && after === 0, `${found}, without any kill`);
  if (status === 'COMPLETED' || status === 'FAILED') {
    return unless(before === 1 && after === 0, `${found}, though its end was committed`);
  }
  if (status === undefined && !plain)
    return unless(before === 0 && (after === 1 || (cut && after === 0)), `${found}, not begun`);
  return unless(most(2) && (after === 1 || cut), `${found}, not finished`);
};

const repeatsOf = (
  what: string,
  evidence: Evidence,
  wanted: (index: number) => readonly string[],
  done: readonly { id: string; life: '1' | '2' }[],
  plain: boolean,
): string[] => {
  const { end, atKill, expected } = evidence;
  const known = new Set<string>();
  const problems = expected.flatMap((run, index) => {
    const runId = end.runs[index]?.id;
    return wanted(index).flatMap((key) => {
      const id = `${runId}/${key}`;
      known.add(id);
      const mine = done.filter((entry) => entry.id === id);
      const count = { before: mine.filter(({ life }) => life === '1').length, after: 0 };
      count.after = mine.length - count.before;
      const status = atKill?.steps.find((step) => step.run_id === runId && step.key === key)?.status;
      const cut = run.cut?.includes(key) ?? false;
      return judge(`${what} of ${key}`, count, status, { killed: atKill !== undefined, cut, plain });
    });
  });
  const strangers = done.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  return [...problems, ...same(`unexpected: ${what}`, strangers, [])];
};

export const effectsOnce: Invariant = (evidence) => {
  const keys = (index: number) => Object.keys(evidence.expected[index]?.effects ?? {});
  const done = evidence.effects.map(({ key, life }) => ({ id: key, life }));
  return repeatsOf('the effect', evidence, keys, done, true);
};

export const callsOnce: Invariant = (evidence) => {
  const done = evidence.calls.map(({ runId, stepKey, life }) => ({ id: `${runId}/${stepKey}`, life }));
  return repeatsOf('the model call', evidence, (index) => evidence.expected[index]?.calls ?? [], done, false);
};

/** Each step worked with what the person really said. */
export const effectsRight: Invariant = ({ expected, end, effects }) =>
  expected.flatMap((run, index) =>
    Object.entries(run.effects).flatMap(([key, detail]) =>
      effects
        .filter((entry) => entry.key === `${end.runs[index]?.id}/${key}`)
        .flatMap((entry) => same(`what ${key} did`, entry.detail, detail)),
    ),
  );
