import fc from 'fast-check';
import { type Belief, type Event, happen } from './events.js';
import { gather } from './evidence.js';
import { disagreement, violations } from './invariants.js';
import { apply, OWNER, overdue, PEOPLE } from './model.js';
import { perform } from './perform.js';
import { restForGood } from './rest.js';
import { asking, event, setup } from './scenarios.js';
import { OUTSIDE, type Setup, World } from './world.js';

/** A run as plain data. */
export interface Scenario {
  setup: Setup;
  events: Event[];
}

/** What went wrong, and in which run. */
export class Failure extends Error {
  constructor(
    readonly scenario: Scenario,
    readonly problem: unknown,
  ) {
    super(problem instanceof Error ? problem.message : String(problem));
    if (problem instanceof Error && problem.stack) this.stack = problem.stack;
  }
}

const judge = async (world: World, belief: Belief): Promise<void> => {
  belief.possible = belief.possible.map((model) => overdue(model, world.now()));
  const evidence = await gather(world);
  const problems = [...violations(evidence), ...disagreement(evidence, belief.possible)];
  if (problems.length) throw new Error(problems.join('\n'));
};

/** Nothing misbehaves any more, a new process works, and an operator has tried again what was given up. */
const heal = async (world: World): Promise<void> => {
  for (const channel of OUTSIDE) world.channels[channel].faults.plan.clear();
  for (const who of PEOPLE) await world.setQuiet(who, false);
  await world.restart();
  await restForGood(world);
  const operator = world.as(OWNER);
  const { body } = await operator.get<{ items: { kind: string; id: string }[] }>('/api/admin/dead-letters');
  for (const { kind, id } of body.items)
    if (kind === 'delivery') await operator.post(`/api/admin/dead-letters/${kind}/${id}/retry`);
  await restForGood(world);
};

/** Whoever is asked still answers now. */
const answerAll = async (world: World, belief: Belief): Promise<void> => {
  for (const [request, { id }] of world.questions.entries()) {
    const who = PEOPLE.find(
      (one) => world.people[one].person.id === (belief.possible[0] && assigneeIn(world, belief, request)),
    );
    const { body } = await world.as(who ?? OWNER).get(`/api/feedback-requests/${id}`);
    if (body.status !== 'PENDING') continue;
    const act = { act: 'answer', request, who: who ?? OWNER, via: 'WEB', words: 'left' } as const;
    const [seen] = await perform(world, act);
    if (seen?.result !== 'ok') throw new Error(`an open question takes no answer: ${seen?.result}`);
    belief.possible = belief.possible.map((model) => apply(model, act, world.now())[0]);
  }
  await restForGood(world);
};

const assigneeIn = (world: World, { possible }: Belief, request: number): string =>
  world.people[possible[0]![request]!.assignee].person.id;

const finish = async (world: World, belief: Belief): Promise<void> => {
  await heal(world);
  await judge(world, belief);
  await answerAll(world, belief);
  await judge(world, belief);
};

/** @throws Failure */
const inWorld = async (scenario: Scenario, run: (world: World, belief: Belief) => Promise<unknown>): Promise<void> => {
  const world = await World.create(scenario.setup);
  const belief: Belief = { possible: [[]] };
  try {
    await run(world, belief);
    await finish(world, belief);
  } catch (error) {
    throw new Failure(scenario, error);
  } finally {
    await world.close();
  }
};

export const play = (scenario: Scenario): Promise<void> =>
  inWorld(scenario, async (world, belief) => {
    for (const one of scenario.events) await happen(world, belief, one);
  });

class Step implements fc.AsyncCommand<Belief, { world: World; events: Event[] }> {
  constructor(private readonly event: Event) {}

  check(): boolean {
    return true;
  }

  async run(belief: Belief, { world, events }: { world: World; events: Event[] }): Promise<void> {
    events.push(this.event);
    await happen(world, belief, this.event);
  }

  toString(): string {
    return JSON.stringify(this.event);
  }
}

/** Any people, any question, and then whatever may happen. */
export const anyRun = (maxCommands: number) =>
  fc.asyncProperty(
    setup,
    asking,
    fc.commands([event.map((one) => new Step(one))], { maxCommands, size: 'max' }),
    async (own, first, commands) => {
      const events: Event[] = [first];
      await inWorld({ setup: own, events }, async (world, belief) => {
        await happen(world, belief, first);
        await fc.asyncModelRun(() => ({ model: belief, real: { world, events } }), commands);
      });
    },
  );
