import { type RedisLink, RedisScript } from '../../../platform/redis/index.js';

/** Who is where in all, each until their last page runs out. */
const EVERYBODY = 'present';

/** Redis' own clock, in milliseconds: those of the processes need not agree. */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Drops what has run out; then `last` is the page that stays longest, and `place` stands for as long as that one. */
const SETTLE = `
redis.call('ZREMRANGEBYSCORE', pages, '-inf', now)
local last = redis.call('ZRANGE', pages, -1, -1, 'WITHSCORES')
if not last[1] then
  redis.call('ZREM', everybody, place)
  return 0
end
redis.call('PEXPIREAT', pages, last[2])
redis.call('ZADD', everybody, last[2], place)
return 1`;

const SHOW = `${NOW}
local pages, everybody, place = KEYS[1], KEYS[2], ARGV[2]
redis.call('ZADD', pages, now + ARGV[3], ARGV[1])${SETTLE}`;

const HIDE = `${NOW}
local pages, everybody, place = KEYS[1], KEYS[2], ARGV[2]
redis.call('ZREM', pages, ARGV[1])${SETTLE}`;

const LOOK = `${NOW}
local until_ = redis.call('ZSCORE', KEYS[1], ARGV[1])
return until_ and tonumber(until_) > now and 1 or 0`;

const GONE = `${NOW}
local gone = redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, 100)
if #gone > 0 then redis.call('ZREM', KEYS[1], unpack(gone)) end
return gone`;

/** A person and the session that is shown to them. */
export interface Place {
  userId: string;
  sessionId: string;
}

/**
 * The open pages of all processes, in Redis: for each person and session a sorted set of pages, by the time when each runs out.
 * What a killed process leaves behind runs out by itself. @throws RedisAway, every method
 */
export class PresenceBoard {
  private readonly showing = new RedisScript<number>(SHOW);
  private readonly hiding = new RedisScript<number>(HIDE);
  private readonly looking = new RedisScript<number>(LOOK);
  private readonly going = new RedisScript<string[]>(GONE);

  constructor(private readonly redis: RedisLink) {}

  async show(page: string, place: Place, holdsMs: number): Promise<void> {
    await this.redis.ask((client) => this.showing.run(client, keysOf(place), [page, nameOf(place), holdsMs]));
  }

  /** @returns whether another page still shows it to that person */
  async hide(page: string, place: Place): Promise<boolean> {
    return (await this.redis.ask((client) => this.hiding.run(client, keysOf(place), [page, nameOf(place)]))) === 1;
  }

  async isShown(place: Place): Promise<boolean> {
    return (await this.redis.ask((client) => this.looking.run(client, [EVERYBODY], [nameOf(place)]))) === 1;
  }

  /** Those whose last page ran out without a goodbye; each is told to one caller, once. */
  async ranOut(): Promise<Place[]> {
    const names = await this.redis.ask((client) => this.going.run(client, [EVERYBODY]));
    return names.map((name) => {
      const [userId = '', sessionId = ''] = name.split(':');
      return { userId, sessionId };
    });
  }

  onUp(handler: () => void): void {
    this.redis.onUp(handler);
  }
}

const nameOf = ({ userId, sessionId }: Place): string => `${userId}:${sessionId}`;
const keysOf = (place: Place): string[] => [`${EVERYBODY}:${nameOf(place)}`, EVERYBODY];
