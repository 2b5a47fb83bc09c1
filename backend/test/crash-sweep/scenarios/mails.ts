import type { MailPerson } from '@parley/sandbox/mail';
import { askedAndApplied, begin, end } from './question.js';
import { accepted, completed, ended, type Scenario, SHORT_LEASE_MS, type Stage } from './scenario.js';

const PARLEY = 'parley@acme.example';
const BY_MAIL = [{ channel: 'EMAIL' }, { channel: 'WEB' }] as const;
const answered = { status: 'ANSWERED', answer: 'Left' };

/** The question, in the mailbox: nothing else is there yet. */
const asked = async (stage: Stage): Promise<{ mailbox: MailPerson; id: string }> => {
  await stage.asked('EMAIL');
  const mailbox = stage.mailbox();
  const [mail] = mailbox.inbox();
  if (!mail) throw new Error('There is no mail.');
  return { mailbox, id: mail.id };
};

const dealtWith = ({ until }: Stage, count: number) =>
  until(`the end of ${count} mails`, ({ receipts }) => receipts.filter(({ outcome }) => outcome).length === count);

/** Asked by mail, answered by a reply; a second reply is told that it came too late. */
const mail: Scenario = {
  name: 'mail',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  ladder: BY_MAIL,
  points:
    /^delivery\.after-send:[123]$|^delivery\.after-start:2$|^mail-sync\.after-(fetch|store):1$|^mail-sync.after-cursor:3$|^mail-read\.\S+:1$|^inbound\.before-outcome:1$|^close\.after|^outbox\.after-claim:1$/,
  mail: {},
  runs: [
    {
      ...askedAndApplied('Left', { ...answered, tooLate: ['SUPERSEDED'], rungs: [accepted('EMAIL')] }),
      ...{ receipts: ['applied', 'superseded'], words: 1 },
    },
  ],
  async drive(stage) {
    await begin(stage);
    const { mailbox, id } = await asked(stage);
    await mailbox.reply(id, 'Left');
    await end(stage);
    await mailbox.reply(id, 'Right');
    await dealtWith(stage, 2);
  },
};

/** The same where Gmail tells what arrives, and is asked so seldom that only that can have told. */
const pushed: Scenario = {
  ...mail,
  name: 'mail-push',
  // The third is that of the reply: the watch and our own mail are told of too.
  points: /^mail-push\.after-mark:3$|^mail-sync\.after-(fetch|store):1$|^mail-sync\.after-cursor:3$/,
  mail: { push: true },
};

/** Gmail sent the question, and its answer was lost: it is looked for, not sent again. */
const lost: Scenario = {
  name: 'mail-lost',
  agent: 'asker',
  leaseMs: SHORT_LEASE_MS,
  points: /^delivery\.after-(start|send):[12]$|^delivery\.after-result:1$/,
  ladder: BY_MAIL,
  mail: { faults: [{ fault: { kind: 'cut', when: 'after' }, times: 1, match: { method: 'messages.send' } }] },
  runs: [
    {
      ...askedAndApplied('Left', { ...answered, rungs: [accepted('EMAIL')] }),
      receipts: ['applied'],
    },
  ],
  async drive(stage) {
    await begin(stage);
    const { mailbox, id } = await asked(stage);
    await mailbox.reply(id, 'Left');
    await end(stage);
    await dealtWith(stage, 1);
  },
};

const SUBJECT = 'A question';
const REMEMBER = 'Do you remember what I said?';

/** A mail begins a session, once, and the words of its agent come in its thread. */
const begun: Scenario = {
  name: 'mail-new',
  leaseMs: SHORT_LEASE_MS,
  points: /^mail-sync\.after-store:1$|^mail-read\.after|^intake\.after|^delivery\.after-send/,
  ladder: BY_MAIL,
  mail: {},
  opens: true,
  runs: [
    {
      status: 'COMPLETED',
      steps: completed('read the conversation#1', 'process#1', 'look for tools#1', 'analyse#1', 'respond#1'),
      effects: {},
      calls: ['analyse#1', 'respond#1'],
      ...{ receipts: ['posted'], carried: ['EMAIL'] },
    },
  ],
  async drive(stage) {
    await stage.mailbox().write(PARLEY, SUBJECT, REMEMBER);
    await stage.until('the end of the run', ended(1));
    const said = await stage.until('their words', ({ messages }) => messages.find(({ role }) => role === 'USER'));
    stage.person.wrote({ ...said, text: `${SUBJECT}\n\n${REMEMBER}` });
  },
};

/** Over Gmail itself, with a mailbox that outlives the kills. */
export const MAILS: readonly Scenario[] = [mail, pushed, lost, begun];
