import { FAILPOINTS } from '../../src/platform/failpoints/index.js';
import { SCENARIOS, type Scenario } from './scenarios/index.js';

export interface PlannedCase {
  scenario: Scenario;
  point: string;
  /** Kill when the point is reached for this time. */
  hit: number;
  /** Between kill and restart the queue loses all it holds: it is never the record (DESIGN.md §3 rule 1). */
  emptied: boolean;
}

/** A stream passes its point once per token and nothing is written in between: the first, a middle one and the last stand for all. */
const STREAM_HITS = 3;

const spread = (count: number, limit: number): number[] => {
  if (count <= limit) return Array.from({ length: count }, (_, index) => index + 1);
  return [...new Set(Array.from({ length: limit }, (_, index) => 1 + Math.round((index * (count - 1)) / (limit - 1))))];
};

/** Every hit of every point that the scenario passes, with the queue emptied in every second. @param passed as a run without a kill has told */
export const casesOf = (scenario: Scenario, passed: readonly string[]): PlannedCase[] =>
  FAILPOINTS.flatMap((point) => {
    const count = passed.filter((name) => name === point).length;
    const hits = spread(count, point === 'say.in-stream' ? STREAM_HITS : count);
    return hits.map((hit) => ({ scenario, point, hit }));
  })
    .filter(({ point, hit }) => scenario.points?.test(`${point}:${hit}`) ?? true)
    .map((planned, index) => ({ ...planned, emptied: index % 2 === 1 }));

const EMPTIED = '+emptied';

/** `main/run.after-claim:2`, `main/run.after-claim:2+emptied` */
export const nameOf = ({ scenario, point, hit, emptied }: PlannedCase): string =>
  `${scenario.name}/${point}:${hit}${emptied ? EMPTIED : ''}`;

/** @throws when there is no such case */
export const caseNamed = (name: string): PlannedCase => {
  const [, scenarioName, point, hit, emptied] = /^([^/]+)\/([^:]+):(\d+)(\+emptied)?$/.exec(name) ?? [];
  const scenario = SCENARIOS.find((one) => one.name === scenarioName);
  if (!scenario || !point || !FAILPOINTS.some((known) => known === point)) throw new Error(`There is no case ${name}.`);
  return { scenario, point, hit: Number(hit), emptied: emptied !== undefined };
};

/** One of each kind: a message, an effect, one that is over at once, a stream, a question, an answer, a stop; a delivery, a climb, a switch, an end, one said by mail; a tool, an agent elsewhere. */
export const SAMPLE: readonly PlannedCase[] = [
  'main/intake.after-commit:1',
  'main/step.before-finish:3',
  'main/step.before-record:1',
  'main/say.in-stream:2',
  'main/ask.after-commit:1+emptied',
  'main/answer.after-settle:2',
  'stop/run.after-stop:1',
  'fallback/delivery.after-send:2+emptied',
  'fallback/outbox.after-claim:1',
  'silence/climb.after-commit:1+emptied',
  'switch/switch.after-commit:1',
  'withdrawal/close.after-commit:1+emptied',
  'mail/delivery.after-send:2+emptied',
  'ticket/tool.after-call:12',
  'errand/delegate.after-send:2+emptied',
].map(caseNamed);
