import { FAILPOINTS } from '../../src/platform/failpoints/index.js';
import { SCENARIOS, type Scenario } from './scenarios.js';

export interface PlannedCase {
  scenario: Scenario;
  point: string;
  /** Kill when the point is reached for this time. */
  hit: number;
}

/** A stream passes its point once per token and nothing is written in between: the first, a middle one and the last stand for all. */
const STREAM_HITS = 3;

const spread = (count: number, limit: number): number[] => {
  if (count <= limit) return Array.from({ length: count }, (_, index) => index + 1);
  return [...new Set(Array.from({ length: limit }, (_, index) => 1 + Math.round((index * (count - 1)) / (limit - 1))))];
};

/** Every hit of every point that the scenario passes. @param passed as a run without a kill has told */
export const casesOf = (scenario: Scenario, passed: readonly string[]): PlannedCase[] =>
  FAILPOINTS.filter((point) => scenario.points?.test(point) ?? true).flatMap((point) => {
    const count = passed.filter((name) => name === point).length;
    const hits = spread(count, point === 'say.in-stream' ? STREAM_HITS : count);
    return hits.map((hit) => ({ scenario, point, hit }));
  });

/** `main/run.after-claim:2` */
export const nameOf = ({ scenario, point, hit }: PlannedCase): string => `${scenario.name}/${point}:${hit}`;

/** @throws when there is no such case */
export const caseNamed = (name: string): PlannedCase => {
  const [, scenarioName, point, hit] = /^([^/]+)\/([^:]+):(\d+)$/.exec(name) ?? [];
  const scenario = SCENARIOS.find((one) => one.name === scenarioName);
  if (!scenario || !point || !FAILPOINTS.some((known) => known === point)) throw new Error(`There is no case ${name}.`);
  return { scenario, point, hit: Number(hit) };
};

/** One of each kind: a message, an effect, a stream, a question, a delivery, an answer. */
export const SAMPLE: readonly PlannedCase[] = [
  'main/intake.after-commit:1',
  'main/step.before-finish:3',
  'main/say.in-stream:2',
  'main/ask.after-commit:1',
  'main/outbox.after-claim:1',
  'main/answer.after-settle:2',
  'stop/run.after-stop:1',
].map(caseNamed);
