import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  ExpiryPolicy,
  FeedbackQuestionInput,
  FeedbackType,
  LadderRung,
  PreferredChannel,
  Urgency,
} from '@parley/contracts';
import { History } from './history.js';
import { asked, OWNER, PEOPLE, type Request, type Who } from './model.js';
import { MINUTE, type OpenSession, type World } from './world.js';

export interface Wording {
  type: Extract<FeedbackType, 'TEXT' | 'CHOICE' | 'APPROVAL' | 'NOTICE'>;
  urgency: Urgency;
  policy: ExpiryPolicy;
  /** Full minutes; half a minute more is given, so that nothing ever happens at a deadline. */
  minutes: number | null;
  override: readonly LadderRung[] | null;
}

export interface Ask {
  questions: readonly Wording[];
  preference: PreferredChannel;
  /** The owner has the session in front of them. */
  looking: boolean;
  crashAfterMs: number | null;
}

const OPTIONS = [
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
];

const expiresInMs = (minutes: number) => minutes * MINUTE + MINUTE / 2;

const questionOf = (wording: Wording, name: string): FeedbackQuestionInput => {
  const { type, urgency, policy, minutes, override } = wording;
  const common = {
    ...{ question: name, urgency, onExpiry: policy },
    ...(minutes !== null && { expiresInMs: expiresInMs(minutes) }),
    ...(override && { ladder: [...override] }),
  };
  switch (type) {
    case 'CHOICE':
      return { ...common, type, options: OPTIONS, ...(policy === 'DEFAULT' && { default: { type, value: 'right' } }) };
    case 'TEXT':
      return { ...common, type, ...(policy === 'DEFAULT' && { default: { type, text: 'right' } }) };
    case 'APPROVAL':
      return { ...common, type, action: { tool: 'go', arguments: { where: name } } };
    case 'NOTICE':
      return { ...common, type };
  }
};

const nobodyThere = () =>
  Object.fromEntries(PEOPLE.map((who) => [who, new History(false)])) as Record<Who, History<boolean>>;

/** A session whose agent asks all of these at once, each in a branch of its own, and says what it was told. */
export const ask = async (world: World, { questions, preference, looking, crashAfterMs }: Ask): Promise<Request[]> => {
  const { id } = await world.as(OWNER).newSession(world.agent.name);
  const session: OpenSession = { id, preference: new History(preference), present: nobodyThere() };
  world.sessions.push(session);
  await world.as(OWNER).send('PUT', `/api/sessions/${id}/channel`, { channel: preference });
  if (looking) world.look(OWNER, session, true);
  const first = world.questions.length;
  world.agent.play(id, async (ctx) => {
    const branches = questions.map((wording, index) =>
      ctx.branch(`b${index}`, async (line) => {
        const { kind } = await line.ask('ask', questionOf(wording, `Question ${first + index}?`) as never);
        await line.say('told', `Question ${first + index}: ${kind}`);
      }),
    );
    await ctx.all(branches);
  });
  const messageId = randomUUID();
  const said = world
    .as(OWNER)
    .say(id, 'Go on.', messageId)
    .catch(() => null);
  if (crashAfterMs !== null) {
    await pause(crashAfterMs);
    await world.crash();
    await said;
    await world.as(OWNER).say(id, 'Go on.', messageId);
  }
  const requests = await world.as(OWNER).pendingSoon(id, questions.length);
  return questions.map((wording, index) => {
    const request = requests.find(({ question }) => question.question === `Question ${first + index}?`)!;
    world.questions.push({ id: request.id, session, request, override: wording.override, changes: [] });
    const { type, policy, minutes } = wording;
    return asked(type, policy, minutes === null ? null : world.now() + expiresInMs(minutes));
  });
};
