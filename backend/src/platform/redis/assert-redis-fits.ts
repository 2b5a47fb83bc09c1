import { ConfigError } from '../../config/index.js';
import { RedisLink } from './redis-link.js';
import { policyOf, wrongPolicy } from './redis-policy.js';

const UP_WITHIN_MS = 2_000;

/**
 * Looked at before the start: a Redis that forgets jobs when it is full would be noticed much too late. One that is away is
 * no reason not to start; it is looked at when it comes.
 * @throws ConfigError
 */
export async function assertRedisFits(redisUrl: string): Promise<void> {
  const link = new RedisLink(redisUrl, 'parley-start');
  try {
    if (!(await link.upWithin(UP_WITHIN_MS))) return;
    const policy = await policyOf(link.client).catch(() => undefined);
    if (policy?.kind === 'evicts') throw new ConfigError([wrongPolicy(policy.policy)]);
  } finally {
    link.close();
  }
}
