/** What one client was told. */
export interface Told {
  /** `seq` of the last event that it saw. */
  cursor: number;
  /** In the order in which it said them. */
  acknowledged: readonly { id: string; seq: number }[];
  violations: readonly string[];
}

/** What PostgreSQL has of a session. */
export interface SessionFacts extends Record<string, unknown> {
  id: string;
  /** Of events: how many, and the newest. */
  count: number;
  newest: number;
  /** What the person said, in the order of the log. */
  said: { id: string; seq: number }[];
  /** Runs that have not ended. */
  open: number;
  failed: number;
  /** Questions that are not settled by exactly one answer. */
  unsettled: number;
}

/** @returns what the client was told and is not so, and what should not be at all */
export const differences = (client: Told, facts: SessionFacts): string[] => {
  const where = `in session ${facts.id}`;
  const told = client.acknowledged.map(({ id, seq }) => `${id} ${seq}`);
  const stored = facts.said.map(({ id, seq }) => `${id} ${seq}`);
  const known = new Set(stored);
  const lost = told.filter((line) => !known.has(line));
  return [
    ...client.violations,
    ...unless(facts.count === facts.newest, `${facts.count} events ${where}, the newest is ${facts.newest}`),
    ...unless(client.cursor === facts.newest, `the client saw ${client.cursor} of ${facts.newest} events ${where}`),
    ...lost.map((line) => `acknowledged and lost ${where}: ${line}`),
    ...unless(stored.length === told.length, `${stored.length} messages stored, ${told.length} acknowledged ${where}`),
    ...unless(lost.length > 0 || stored.join() === told.join(), `the messages are in another order ${where}`),
    ...unless(facts.open === 0, `${facts.open} runs have not ended ${where}`),
    ...unless(facts.failed === 0, `${facts.failed} runs failed ${where}`),
    ...unless(facts.unsettled === 0, `${facts.unsettled} questions are not settled by one answer ${where}`),
  ];
};

const unless = (good: boolean, problem: string): string[] => (good ? [] : [problem]);

export const repeated = (values: readonly string[]): string[] => {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
};
