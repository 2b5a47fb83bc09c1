import { Injectable, Logger } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { CATALOGUE, type Definition } from './catalogue.js';

type Catalogue = typeof CATALOGUE;
type NamesOf<K extends Definition['kind']> = {
  [N in keyof Catalogue]: Catalogue[N]['kind'] extends K ? N : never;
}[keyof Catalogue];
export type LabelsOf<N extends keyof Catalogue> = Record<Catalogue[N]['labels'][number], string>;

type Instrument = Counter | Gauge | Histogram;

/** How long a scrape waits for one that looks something up. */
const LOOK_WITHIN_MS = 3_000;

/** Of the process as a whole, however many applications a test starts in it. Made when somebody first asks. */
let processRegistry: Registry | undefined;
const ofProcess = (): Registry => {
  if (!processRegistry) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
};

/** What this process counts for Prometheus (OPS-3). Nothing here throws, and nothing waits: who counts has other work to do. */
@Injectable()
export class Metrics {
  private readonly log = new Logger(Metrics.name);
  private readonly registry = new Registry();
  private readonly instruments = new Map<string, Instrument>();
  private readonly looks = new Set<() => void | Promise<void>>();
  private readonly ofProcess = ofProcess();

  constructor() {
    for (const [key, definition] of Object.entries<Definition>(CATALOGUE))
      this.instruments.set(key, instrumentOf(definition, this.registry));
  }

  count<N extends NamesOf<'counter'>>(name: N, labels: LabelsOf<N>, by = 1): void {
    this.quietly(() => (this.instruments.get(name) as Counter).inc(labels, by));
  }

  observe<N extends NamesOf<'histogram'>>(name: N, labels: LabelsOf<N>, seconds: number): void {
    // Two clocks, the database's and ours: a moment may seem to end before it began.
    this.quietly(() => (this.instruments.get(name) as Histogram).observe(labels, Math.max(0, seconds)));
  }

  set<N extends NamesOf<'gauge'>>(name: N, labels: LabelsOf<N>, value: number): void {
    this.quietly(() => (this.instruments.get(name) as Gauge).set(labels, value));
  }

  /** What is no longer known is better missing than old. */
  forget(name: NamesOf<'gauge'>): void {
    this.instruments.get(name)?.reset();
  }

  /** Something that is looked at only when somebody reads the metrics. */
  onScrape(look: () => void | Promise<void>): void {
    this.looks.add(look);
  }

  /** In the text format of Prometheus. */
  async read(): Promise<string> {
    await Promise.all([...this.looks].map((look) => this.lookNow(look)));
    return `${await this.registry.metrics()}\n${await this.ofProcess.metrics()}`;
  }

  private async lookNow(look: () => void | Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LOOK_WITHIN_MS);
    });
    try {
      await Promise.race([look(), late]);
    } catch (error) {
      this.log.debug(`something could not be measured: ${String(error)}`);
    } finally {
      clearTimeout(timer);
    }
  }

  private quietly(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.log.debug(`something could not be counted: ${String(error)}`);
    }
  }
}

const instrumentOf = ({ kind, name, help, labels, buckets }: Definition, registry: Registry): Instrument => {
  const shared = { name, help, labelNames: [...labels], registers: [registry] };
  if (kind === 'histogram') return new Histogram({ ...shared, buckets: [...(buckets ?? [])] });
  return kind === 'counter' ? new Counter(shared) : new Gauge(shared);
};

/** What the default text format is called, in answers. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;
