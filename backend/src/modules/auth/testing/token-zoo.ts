import { createHmac, generateKeyPairSync, sign as signAsymmetric } from 'node:crypto';

const b64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const HEADER = { alg: 'HS256', typ: 'at+jwt' };

export interface ZooKeeper {
  secret: string;
  issuer: string;
  nowS: number;
  userId: string;
  loginId: string;
  otherId: string;
}

/** A JWT made by hand, so that no library can refuse to make a bad one. */
export function forge(header: object, claims: object, secret: string, digest = 'sha256'): string {
  const body = `${b64(header)}.${b64(claims)}`;
  return `${body}.${createHmac(digest, secret).update(body).digest('base64url')}`;
}

export const goodClaims = (keeper: ZooKeeper) => ({
  sub: keeper.userId,
  sid: keeper.loginId,
  iat: keeper.nowS,
  nbf: keeper.nowS,
  exp: keeper.nowS + 600,
  iss: keeper.issuer,
  aud: 'parley-api',
});

/** Bad tokens of every kind we know of (T17), for REST and WebSocket alike. `good` shows that the forge itself works. */
export function tokenZoo(keeper: ZooKeeper): { good: string; bad: Record<string, string> } {
  const claims = goodClaims(keeper);
  const { secret, nowS } = keeper;
  const good = forge(HEADER, claims, secret);
  const [head = '', body = '', signature = ''] = good.split('.');
  const header = (change: object) => forge({ ...HEADER, ...change }, claims, secret);
  const claim = (change: object) => forge(HEADER, { ...claims, ...change }, secret);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const rs256 = `${b64({ ...HEADER, alg: 'RS256' })}.${body}`;
  return {
    good,
    bad: {
      'not a token': 'hello',
      'two dots': '..',
      'no signature': `${head}.${body}.`,
      'two parts only': `${head}.${body}`,
      'cut signature': good.slice(0, -2),
      'signature of another token': `${head}.${b64({ ...claims, sub: keeper.otherId })}.${signature}`,
      'alg none': `${b64({ ...HEADER, alg: 'none' })}.${body}.`,
      'alg None': `${b64({ ...HEADER, alg: 'None' })}.${body}.`,
      'alg none with a signature': `${b64({ ...HEADER, alg: 'none' })}.${body}.${signature}`,
      'alg HS512 with our key': forge({ ...HEADER, alg: 'HS512' }, claims, secret, 'sha512'),
      'alg RS256': `${rs256}.${signAsymmetric('sha256', Buffer.from(rs256), rsa.privateKey).toString('base64url')}`,
      'HMAC keyed with a public key': forge(HEADER, claims, publicPem),
      'another secret': forge(HEADER, claims, 'another-secret-of-at-least-32-bytes!'),
      'empty secret': forge(HEADER, claims, ''),
      'typ JWT': header({ typ: 'JWT' }),
      'no typ': forge({ alg: 'HS256' }, claims, secret),
      'kid as a path': header({ kid: '../../../../dev/null' }),
      'kid as SQL': header({ kid: "x' UNION SELECT 'secret" }),
      'jku of an attacker': header({ jku: 'https://evil.example/keys' }),
      'own key in jwk': header({ jwk: { kty: 'oct', k: b64('evil') } }),
      'x5u of an attacker': header({ x5u: 'https://evil.example/cert' }),
      'crit we do not know': header({ crit: ['exp'] }),
      expired: claim({ iat: nowS - 1_200, nbf: nowS - 1_200, exp: nowS - 1 }),
      'expired this very second': claim({ exp: nowS }),
      'not yet valid': claim({ nbf: nowS + 60 }),
      'no exp': claim({ exp: undefined }),
      'exp as text': claim({ exp: String(nowS + 600) }),
      'no nbf': claim({ nbf: undefined }),
      'another issuer': claim({ iss: 'https://evil.example' }),
      'no issuer': claim({ iss: undefined }),
      'another audience': claim({ aud: 'other-api' }),
      'our audience among others': claim({ aud: ['other-api', 'parley-api'] }),
      'no audience': claim({ aud: undefined }),
      'no subject': claim({ sub: undefined }),
      'subject as SQL': claim({ sub: "' OR 1=1 --" }),
      'no login': claim({ sid: undefined }),
      'unknown login': claim({ sid: keeper.otherId }),
      'login of somebody else': claim({ sub: keeper.otherId }),
      'claims are no object': forge(HEADER, [] as object, secret),
      huge: `${head}.${b64({ ...claims, pad: 'x'.repeat(3_500) })}.${signature}`,
    },
  };
}
