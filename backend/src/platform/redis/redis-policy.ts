import type { Redis } from 'ioredis';

/** What the queue can expect of a Redis. */
export type RedisPolicy =
  | { kind: 'keeps'; appendOnly: boolean }
  /** When its memory is full it forgets jobs, without a word. */
  | { kind: 'evicts'; policy: string }
  /** It does not say: its operator may forbid the question. */
  | { kind: 'unknown' };

/** From what `INFO` says; `CONFIG GET` is forbidden at many providers. */
export const readPolicy = (info: string): RedisPolicy => {
  const said = (name: string) => info.match(new RegExp(`^${name}:(\\S+)`, 'm'))?.[1];
  const policy = said('maxmemory_policy');
  if (policy === undefined) return { kind: 'unknown' };
  if (policy !== 'noeviction') return { kind: 'evicts', policy };
  return { kind: 'keeps', appendOnly: said('aof_enabled') === '1' };
};

/** @throws when Redis does not answer */
export const policyOf = async (client: Redis): Promise<RedisPolicy> => {
  const sections = await Promise.all([client.info('memory'), client.info('persistence')]).catch((error: Error) => {
    if (/NOPERM/.test(error.message)) return [];
    throw error;
  });
  return readPolicy(sections.join('\n'));
};

export const wrongPolicy = (policy: string): string =>
  `REDIS_URL: this Redis may drop jobs when its memory is full (maxmemory-policy ${policy}); set maxmemory-policy noeviction.`;
