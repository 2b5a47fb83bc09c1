import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactText, STRUCK, textsIn } from './redact.js';

const CANARY = 'Canary7Canary7Canary7X';
/** Ways in which a secret stands in a text. */
const IN_TEXT = [
  `Authorization: Bearer ${CANARY}`,
  `authorization: token ${CANARY} and more`,
  `curl -H "Authorization: Basic ${CANARY}" https://x.example`,
  `Cookie: sid=1; session=${CANARY}`,
  `set-cookie: a=${CANARY}; HttpOnly`,
  `password=${CANARY}`,
  `db_password: "${CANARY} with blanks"`,
  `{"apiKey":"${CANARY}"}`,
  `{\\"client_secret\\": \\"${CANARY}\\"}`,
  `https://x.example/?access_token=${CANARY}&page=2`,
  `postgres://me:${CANARY}@db.example/parley`,
  `eyJhbGciOiJIUzI1NiJ9.${CANARY}.${CANARY}`,
  `-----BEGIN RSA PRIVATE KEY-----\nMIIE\n${CANARY}\n-----END RSA PRIVATE KEY-----`,
  `-----BEGIN PRIVATE KEY-----\n${CANARY}`,
  `ghp_${CANARY}`,
  `xoxb-12-${CANARY}`,
  `sk-proj-${CANARY}`,
];
const SECRET_KEYS = [
  'password',
  'dbPassword',
  'API_KEY',
  'x-api-key',
  'apiKey',
  'Authorization',
  'Set-Cookie',
  'token',
  'refreshToken',
  'clientSecret',
  'private_key',
  'credentials',
];

const noise = fc.string({ maxLength: 30 }).filter((text) => !/[\w/-]$/.test(text));
const planted = fc.tuple(noise, fc.constantFrom(...IN_TEXT), fc.string({ maxLength: 30 }));
const leaf = fc.oneof(
  planted.map(([before, secret, after]) => `${before}\n${secret}\n${after}`),
  fc
    .tuple(fc.constantFrom(...SECRET_KEYS), fc.constantFrom<unknown>(CANARY, [CANARY], { a: { b: CANARY } }))
    .map(([key, value]) => ({ [key]: value })),
);
const wrapped = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(fc.jsonValue({ maxDepth: 1 }), tie('value')).map(([other, inner]) => [other, inner]),
    fc.tuple(fc.string(), tie('value')).map(([key, inner]) => ({ other: 1, [key || 'k']: inner })),
    tie('value').map((inner) => JSON.stringify(inner, null, 1)),
  ),
})).value;

describe('redact', () => {
  it('never lets a planted secret out', () => {
    fc.assert(
      fc.property(wrapped, (value) => {
        expect(JSON.stringify(redact(value))).not.toContain(CANARY);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(IN_TEXT)('strikes out: %s', (text) => {
    expect(redactText(text)).not.toContain(CANARY);
    expect(redactText(text)).toContain(STRUCK);
  });

  it('leaves what is no secret as it is', () => {
    const value = {
      tool: 'git.commit_file',
      arguments: { path: 'src/a.ts', text: 'The price is 4: take it. See https://x.example/a:b?page=2#top' },
      usage: { inputTokens: 12, outputTokens: 40, total_tokens: 52 },
      done: true,
      nothing: null,
    };
    expect(redact(value)).toEqual(value);
  });

  it('strikes out given words wherever they stand, also escaped in JSON that is a text', () => {
    const secrets = textsIn({ text: 'my "own" words', code: 4711 });
    const out = redact(
      { a: 'He said my "own" words!', b: JSON.stringify({ c: 'my "own" words' }), d: 4711, e: 'ok' },
      secrets,
    );
    expect(JSON.stringify(out)).not.toMatch(/own|4711/);
    expect(out).toMatchObject({ e: 'ok' });
  });

  it('takes time in line with the length, whatever the text', () => {
    const hostile = [
      'a',
      '-',
      'eyJ',
      'eyJ-',
      'password',
      '//a:',
      'x-',
      'sk-',
      '"\\',
      'token ',
      'cookie',
      '-----BEGIN PRIVATE KEY-----',
    ];
    for (const part of hostile) {
      const text = part.repeat(Math.ceil(200_000 / part.length));
      const began = performance.now();
      redactText(text);
      expect(performance.now() - began, part).toBeLessThan(2_000);
    }
  });

  it('ends in what is nested without end', () => {
    let value: unknown = 'x';
    for (let depth = 0; depth < 5_000; depth++) value = [value];
    expect(JSON.stringify(redact(value))).toContain(STRUCK);
  });
});
