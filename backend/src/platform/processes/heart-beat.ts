import { hostname } from 'node:os';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
  Optional,
} from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import { RedisLink } from '../redis/index.js';
import { FRESH_S, ProcessRepository, type ProcessState } from './process.repository.js';
import { ProcessGauges } from './process-gauges.js';
import { VERSION } from './version.js';

const BEAT_MS = 3_000;

export const PROCESS_ROLE = Symbol('PROCESS_ROLE');

/** Says every few seconds that this process lives, and hears how many others do. */
@Injectable()
export class HeartBeat implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  /** Of this process, from its start to its end. */
  readonly id = newId();
  private readonly log = new Logger(HeartBeat.name);
  private readonly bornAt = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private draining = false;
  private othersServing = 0;
  private warned = false;
  /** One beat after the other: a late one must not undo what a later one said. */
  private last: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PROCESS_ROLE) private readonly role: ProcessState['role'],
    private readonly processes: ProcessRepository,
    private readonly gauges: ProcessGauges,
    @Optional() private readonly redis?: RedisLink,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => void this.beat(), BEAT_MS);
    await this.beat();
  }

  /** How many processes answer requests, as it was last heard; this one among them. */
  get serving(): number {
    return this.othersServing + 1;
  }

  /** From now on it takes nothing new: the others are told at once. */
  async onModuleDestroy(): Promise<void> {
    this.draining = true;
    await this.beat();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.last;
    await this.processes.remove(this.id).catch((error: Error) => this.complain(error));
  }

  private beat(): Promise<void> {
    this.last = this.last.then(() => this.beatOnce());
    return this.last;
  }

  /** While the database is away, what was heard last holds. */
  private async beatOnce(): Promise<void> {
    const upSeconds = (performance.now() - this.bornAt) / 1_000;
    try {
      const { others, serving } = await this.processes.beat(this.state(), upSeconds);
      this.othersServing = serving;
      // Whoever this one takes the place of may look alive for so long.
      if (others > 0 && upSeconds > 2 * FRESH_S) this.warnUnlessLinked();
    } catch (error) {
      this.complain(error as Error);
    }
  }

  /** What it does reaches the people who are connected to others, but late. */
  private warnUnlessLinked(): void {
    if (this.redis || this.warned) return;
    this.warned = true;
    this.log.warn(
      'Other processes work on this database, and this one has no REDIS_URL: what it does is told to nobody elsewhere until they look, every two seconds.',
    );
  }

  private state(): ProcessState {
    const { id, role, draining } = this;
    const load = { sockets: this.gauges.read('sockets'), sessions: this.gauges.read('sessions') };
    return { id, role, draining, ...load, version: VERSION, host: hostname(), pid: process.pid };
  }

  private complain(error: Error): void {
    this.log.warn(`this process could not be noted among the processes: ${error.message}`);
  }
}
