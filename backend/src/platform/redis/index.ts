export { assertRedisFits } from './assert-redis-fits.js';
export { RedisModule } from './redis.module.js';
export { RedisAway, RedisLink } from './redis-link.js';
export { policyOf, wrongPolicy } from './redis-policy.js';
export { RedisScript } from './redis-script.js';
