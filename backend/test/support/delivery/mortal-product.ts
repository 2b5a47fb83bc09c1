import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { AgentDefinition } from '../../../src/modules/agent/index.js';
import type { ChannelAdapter } from '../../../src/modules/channels/index.js';
import { startTestProduct, type TestProduct } from '../product/index.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { ChannelLine, type LineOptions } from './channel-line.js';
import { DatabaseLine } from './database-line.js';

export interface MortalOptions {
  agents: AgentDefinition[];
  channels: ChannelAdapter[];
  line: LineOptions;
  env?: Record<string, string>;
}

interface Life {
  product: TestProduct;
  database: DatabaseLine;
  lines: ChannelLine[];
}

/**
 * The whole product on a database of its own, to be killed and started again within one test process: its lines to the
 * database and to the channels are cut in one moment, so that nothing of what it still does has any effect, and another one
 * begins on what PostgreSQL holds. The true kill -9 is the crash sweep's.
 */
export class MortalProduct {
  private readonly buried: Promise<void>[] = [];

  private constructor(
    private readonly options: MortalOptions,
    private readonly database: TestDatabase,
    /** Past all lines: for looking, and for letting time pass. */
    readonly pool: pg.Pool,
    private life: Life,
  ) {}

  static async start(options: MortalOptions): Promise<MortalProduct> {
    const database = await createTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 4, options: '-c TimeZone=UTC' });
    pool.on('error', () => undefined);
    return new MortalProduct(options, database, pool, await born(options, database.url));
  }

  get current(): TestProduct {
    return this.life.product;
  }

  /** No farewell: what it was doing is not finished and not told to anybody. */
  async crash(): Promise<void> {
    const { product, database, lines } = this.life;
    database.cut();
    for (const line of lines) line.cut();
    const server = product.nest.getHttpServer() as Server;
    server.close();
    server.closeAllConnections();
    this.buried.push(gone(product));
    this.life = await born(this.options, this.database.url);
  }

  /** As a deployment does it. */
  async restart(): Promise<void> {
    await this.life.product.close();
    this.life.database.cut();
    this.life = await born(this.options, this.database.url);
  }

  async close(): Promise<void> {
    await this.life.product.close();
    this.life.database.cut();
    await Promise.all(this.buried);
    await this.pool.end();
    await this.database.drop();
  }
}

const born = async (options: MortalOptions, databaseUrl: string): Promise<Life> => {
  const database = await DatabaseLine.open(databaseUrl);
  const lines = options.channels.map((channel) => new ChannelLine(channel, options.line));
  const product = await startTestProduct({
    agents: options.agents,
    channels: lines,
    databaseUrl: database.url,
    ...(options.env && { env: options.env }),
  });
  return { product, database, lines };
};

/** Its timers and loops belong to this test process, so they have to be ended; that they fail is how it should be. */
const gone = async (product: TestProduct): Promise<void> => {
  await Promise.race([product.close().catch(() => undefined), pause(5_000, undefined, { ref: false })]);
};
