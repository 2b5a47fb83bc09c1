import { cross } from './cross.js';
import { deploy } from './deploy.js';
import { kill } from './kill.js';
import { limit } from './limit.js';
import { postgres } from './postgres.js';
import { redis } from './redis.js';
import type { Scenario } from './scenario.js';

export const SCENARIOS: readonly Scenario[] = [cross, kill, redis, postgres, limit, deploy];
