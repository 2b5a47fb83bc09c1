import { setTimeout as pause } from 'node:timers/promises';
import { type RecorderFault, person as sends } from '@parley/sandbox/recorder';
import { InboundSink } from '../../src/modules/channels/index.js';
import type { Operation } from '../support/delivery/channel-line.js';
import { type Ask, ask } from './ask.js';
import { type Act, explain, type Model, overdue, type Who } from './model.js';
import { perform } from './perform.js';
import { afterDeadlines } from './rest.js';
import { MINUTE, type Outside, type World } from './world.js';

/** What happens in one run, as plain data: what failed once is kept and played again first. */
export type Event =
  | ({ event: 'ask' } & Ask)
  /** Side by side, and perhaps the process dies meanwhile. */
  | { event: 'acts'; acts: readonly Act[]; crashAfterMs: number | null }
  | { event: 'pass'; minutes: number }
  | { event: 'misbehave'; channel: Outside; operation: Operation | null; fault: RecorderFault; times: number }
  | { event: 'slow'; operation: Operation; ms: number }
  | { event: 'comes back'; request: number; via: Outside; what: 'auto_reply' | 'bounce' }
  | { event: 'look'; who: Who; session: number; present: boolean }
  | { event: 'quiet'; who: Who; quiet: boolean }
  | { event: 'wipe' }
  | { event: 'crash' };

/** All that may be the case. */
export interface Belief {
  possible: readonly Model[];
}

/** Numbers in events count around, so that every event fits every run. */
const actOn = (world: World, act: Act): Act =>
  act.act === 'switch'
    ? { ...act, session: act.session % world.sessions.length }
    : { ...act, request: act.request % world.questions.length };

const believe = (belief: Belief, possible: readonly Model[], what: string): void => {
  if (!possible.length) throw new Error(`the model cannot explain ${what}\nfrom ${JSON.stringify(belief.possible)}`);
  belief.possible = possible;
};

const actTogether = async (world: World, belief: Belief, { acts, crashAfterMs }: Extract<Event, { event: 'acts' }>) => {
  const now = world.now();
  const dying = crashAfterMs === null ? Promise.resolve() : pause(crashAfterMs).then(() => world.crash());
  const [performed] = await Promise.all([Promise.all(acts.map((act) => perform(world, actOn(world, act)))), dying]);
  const seen = performed.flat();
  believe(belief, explain(belief.possible, seen, now), JSON.stringify(seen));
};

const letPass = async (world: World, belief: Belief, minutes: number): Promise<void> => {
  await world.pass(minutes * MINUTE);
  await afterDeadlines(world);
  belief.possible = belief.possible.map((model) => overdue(model, world.now()));
};

/** An out-of-office reply, or the question itself, undelivered. */
const comeBack = async (
  world: World,
  { request, via, what }: Extract<Event, { event: 'comes back' }>,
): Promise<void> => {
  const question = world.questions[request % world.questions.length]!;
  const card = world.channels[via].entries({ about: question.id, operation: 'deliver' }).at(-1);
  if (!card) return;
  const raw = what === 'bounce' ? sends.bounces(card, 'There is no such mailbox.') : sends.isOutOfOffice(card);
  await world.product.current.nest.get(InboundSink).receive(via, raw);
};

/** Everything that the queue knew. What was taken already goes on, as it would with a queue elsewhere. */
const wipeQueue = async (world: World): Promise<void> => {
  await world.product.pool.query(
    'TRUNCATE bullmq.job, bullmq.job_dependency, bullmq.job_log, bullmq.event, bullmq.dedup, bullmq.dedup_next',
  );
};

export const happen = async (world: World, belief: Belief, event: Event): Promise<void> => {
  switch (event.event) {
    case 'ask': {
      const requests = await ask(world, event);
      belief.possible = belief.possible.map((model) => [...model, ...requests]);
      return;
    }
    case 'acts':
      return world.questions.length ? actTogether(world, belief, event) : undefined;
    case 'pass':
      return letPass(world, belief, event.minutes);
    case 'misbehave': {
      const { channel, operation, fault, times } = event;
      return world.channels[channel].faults.plan.add({ fault, times, ...(operation && { match: { operation } }) });
    }
    case 'slow':
      return world.delayNext(event.operation, event.ms);
    case 'comes back':
      return world.questions.length ? comeBack(world, event) : undefined;
    case 'look': {
      const session = world.sessions[event.session % Math.max(1, world.sessions.length)];
      return session && world.look(event.who, session, event.present);
    }
    case 'quiet':
      return world.setQuiet(event.who, event.quiet);
    case 'wipe':
      return wipeQueue(world);
    case 'crash':
      return world.crash();
  }
};
