import { end } from './question.js';
import { completed, PRODUCT_LEASE_MS, type Scenario } from './scenario.js';

const FIRST = 'approve the change#1/approve the change#1';
const SECOND = 'approve the change#2/approve the change#1';
const PROPOSE = 'find the cause and propose a change';

const STEPS = [
  'read the conversation#1',
  'read the request#1',
  'read the ticket#1/devtools.get_ticket#1',
  'look where the repository stands#1/devtools.list_branches#1',
  'list the files#1/devtools.list_files#1',
  ...[1, 2, 3, 4].map((time) => `search the code#${time}/devtools.search_code#1`),
  'identify the modules#1',
  'read a file#1/devtools.read_file#1',
  'read a file#2/devtools.read_file#1',
  `${PROPOSE}#1`,
  FIRST,
  `${PROPOSE}#2`,
  SECOND,
  'approve the change#2/approved calls#1',
  'check that nothing has moved#1/devtools.list_branches#1',
  'create the branch#1/devtools.create_branch#1',
  'commit a file#1/devtools.commit_file#1',
  'commit a file#2/devtools.commit_file#1',
  'run the tests#1/devtools.run_tests#1',
  'open the pull request#1/devtools.create_pr#1',
  'report#1',
];

/** From the yes on every point is hit; what only reads before it is hit once. */
const POINTS = new RegExp(
  [
    '^intake\\.',
    '^(ask|answer)\\.',
    '^run\\.(after-claim|before-suspend|after-suspend|before-complete|after-complete)',
    '^tool\\..*:(1|1[0-5])$',
    '^step\\..*:(1[89]|2[0-4])$',
    '^say\\.(after-begin|before-finish|after-finish)',
  ].join('|'),
);

/** A ticket becomes a pull request: a diff, words about it, a better diff, a yes to two of its three parts (AG-6). */
const ticket: Scenario = {
  name: 'ticket',
  agent: 'change-request',
  leaseMs: PRODUCT_LEASE_MS,
  points: POINTS,
  repository: true,
  runs: [
    {
      status: 'COMPLETED',
      steps: completed(...STEPS),
      effects: {},
      calls: ['identify the modules#1', `${PROPOSE}#1`, `${PROPOSE}#2`],
      requests: {
        [FIRST]: { status: 'ANSWERED', answer: 'Changes requested: Please use 15 seconds instead of 10' },
        [SECOND]: {
          status: 'ANSWERED',
          answer: 'Approved in part (src/config.ts, part 1; src/checkout/payment.ts, part 1)',
        },
      },
    },
  ],
  async drive(stage) {
    const { person, sessionId } = stage;
    await person.say(sessionId, 'Fix SHOP-21');
    await person.decide(await stage.asked('WEB'), {
      decision: 'revise',
      comment: 'Please use 15 seconds instead of 10',
    });
    await person.decide(await stage.asked('WEB'), {
      decision: 'approve',
      approvedHunks: ['src/config.ts#0', 'src/checkout/payment.ts#0'],
    });
    await end(stage);
  },
};

export const TICKETS: readonly Scenario[] = [ticket];
