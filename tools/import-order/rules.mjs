// Who may import whom: DESIGN.md §2 as rules for dependency-cruiser. `check.mjs` proves every one of them on `fixture/`.

/** Left to right: a module may import only from those before it. */
const moduleOrder = [
  'auth',
  'channels',
  'sessions',
  'messages',
  'agent-state',
  'feedback',
  'agent',
  'ingress',
  'realtime',
];
const adapters = ['web', 'email', 'slack', 'recording'];

const modules = '^backend/src/modules/';
const oneOf = (names) => `(${names.join('|')})`;
const tests = '(\\.(int\\.)?spec\\.tsx?$|/testing/)';
/** A type from the wrong side is gone after compilation. */
const atRunTime = { dependencyTypesNot: ['type-only'] };
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const leftOnly = moduleOrder
  .slice(0, -1)
  .map((name, index) =>
    rule(
      `${name}-imports-left-only`,
      `${name} stands left of what it imports: turn the dependency round, or move the piece.`,
      { path: `${modules}${name}/`, pathNot: tests },
      { path: `${modules}${oneOf(moduleOrder.slice(index + 1))}/` },
    ),
  );

export const backendRules = [
  ...leftOnly,
  rule(
    'module-through-its-index',
    'Another module is entered through its index.ts (a domain part also through the other domain part).',
    { path: `${modules}([^/]+)/`, pathNot: tests },
    { path: `${modules}[^/]+/`, pathNot: [`${modules}$1/`, `${modules}[^/]+/index\\.ts$`, `${modules}[^/]+/domain/`] },
  ),
  rule(
    'foreign-domain-only-from-domain',
    'Only a domain part may reach into the domain part of another module; the rest goes through index.ts.',
    { path: `${modules}([^/]+)/`, pathNot: [tests, '/domain/'] },
    { path: `${modules}[^/]+/domain/`, pathNot: `${modules}$1/` },
  ),
  rule(
    'domain-is-pure',
    'A domain part uses kernel, contracts and domain parts: no framework, no database, no platform.',
    { path: '^backend/src/.*/domain/', pathNot: tests },
    { path: '^backend/src/', pathNot: ['^backend/src/kernel/', '/domain/'], ...atRunTime },
  ),
  rule(
    'domain-without-frameworks',
    'No Nest, Prisma, BullMQ, BAML or driver in a domain part.',
    { path: '^backend/src/.*/domain/', pathNot: tests },
    { path: '(@nestjs|@prisma|@boundaryml|bullmq|^pg$|/pg/|express|ioredis)' },
  ),
  rule(
    'domain-without-io',
    'No file, network, process or timer in a domain part.',
    { path: '^backend/src/.*/domain/', pathNot: tests },
    {
      dependencyTypes: ['core'],
      path: '^(node:)?(fs|net|http|https|tls|dns|dgram|child_process|worker_threads|process|timers)',
    },
  ),
  rule(
    'platform-below-modules',
    'platform/ knows no module.',
    { path: '^backend/src/platform/', pathNot: tests },
    { path: modules },
  ),
  rule(
    'kernel-stands-alone',
    'kernel/ and config/ are the leftmost parts.',
    { path: '^backend/src/(kernel|config)/' },
    { path: '^backend/src/(modules|platform|generated)/' },
  ),
  rule(
    'kernel-without-frameworks',
    'kernel/ is framework-free.',
    { path: '^backend/src/kernel/', pathNot: tests },
    { path: '(@nestjs|@prisma|@boundaryml|bullmq)' },
  ),
  rule(
    'generated-code-behind-repositories',
    'Generated code is used by repositories, the platform and the LLM part only.',
    {
      path: '^backend/src/',
      pathNot: [tests, '\\.repository\\.ts$', '^backend/src/(platform|generated)/', `${modules}agent/llm/`],
    },
    { path: '^backend/src/generated/' },
  ),
  rule(
    'controllers-call-use-cases',
    'A controller, gateway or processor calls a use case, never a repository.',
    { path: '\\.(controller|gateway|processor)\\.ts$' },
    { path: '\\.repository\\.ts$' },
  ),
  rule(
    'repositories-stand-alone',
    'A repository uses no other repository.',
    { path: '\\.repository\\.ts$' },
    { path: '\\.repository\\.ts$', ...atRunTime },
  ),
  rule(
    'adapters-stand-alone',
    'A channel adapter knows no other adapter, no other module and no database.',
    { path: `${modules}channels/${oneOf(adapters)}/`, pathNot: tests },
    {
      path: [modules, '^backend/src/platform/(prisma|queue)/', '^backend/src/generated/'],
      pathNot: [`${modules}channels/$1/`, `${modules}channels/domain/`],
    },
  ),
  rule(
    'contracts-stand-alone',
    'contracts/ imports nothing of ours.',
    { path: '^contracts/' },
    { path: '^(backend|frontend|sandbox)/' },
  ),
  rule(
    'sandbox-knows-no-product',
    'The sandbox speaks to the product over HTTP only.',
    { path: '^sandbox/' },
    { path: '^(backend|frontend)/' },
  ),
];

export const frontendRules = [
  rule(
    'features-stand-alone',
    'No feature imports another: what two need belongs into components/ or lib/, what joins them into app/.',
    { path: '^frontend/src/features/([^/]+)/' },
    { path: '^frontend/src/features/', pathNot: '^frontend/src/features/$1/' },
  ),
  rule(
    'features-below-app',
    'app/ uses features, not the other way.',
    { path: '^frontend/src/features/' },
    { path: '^frontend/src/app/' },
  ),
  rule(
    'shared-below-features',
    'components/, lib/ and config/ know no feature and no app/.',
    { path: '^frontend/src/(components|lib|config)/' },
    { path: '^frontend/src/(features|app)/' },
  ),
  rule(
    'page-knows-no-server',
    'The page shares contracts/ with the server, nothing else.',
    { path: '^frontend/' },
    { path: '^(backend|sandbox)/' },
  ),
];

export const everywhere = [
  rule('no-cycles', 'Cut the cycle, or the two files are one.', {}, { circular: true, viaOnly: atRunTime }),
  rule(
    'resolvable',
    'The imported thing does not exist.',
    { pathNot: ['^backend/src/generated/'] },
    { couldNotResolve: true, pathNot: '^@?virtual' },
  ),
];
