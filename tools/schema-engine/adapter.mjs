import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';

const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * adapter-pg 7.10 cuts a script at every semicolon, also inside function bodies. PostgreSQL takes the whole script at once,
 * and so runs a migration file as one transaction, as Prisma's native engine does.
 */
function runningWholeScripts(adapter) {
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

/**
 * The engine's catalog queries return PostgreSQL's one-byte "char" type, which adapter-pg 7.10 does not know. Such
 * columns travel as text and get their type back afterwards.
 */
function readingCatalogChars(adapter) {
  let charColumns = [];
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    charColumns = result.fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : []));
    for (const index of charColumns) result.fields[index].dataTypeID = TEXT_OID;
    return result;
  };
  adapter.queryRaw = async (query) => {
    const set = await queryRaw(query);
    for (const index of charColumns) set.columnTypes[index] = ColumnTypeEnum.Character;
    return set;
  };
  return adapter;
}

const forEngine = (adapter) => runningWholeScripts(readingCatalogChars(adapter));

/** adapter-pg with what the schema engine needs beyond what the client needs. */
export class EngineAdapterFactory extends PrismaPg {
  #config;

  constructor(config) {
    super({ ...config, max: 1 });
    this.#config = config;
  }

  async connect() {
    return forEngine(await super.connect());
  }

  /** adapter-pg 7.10 drops the shadow database while its own pool is still connected to it, which fails; we close first. */
  async connectToShadowDb() {
    const main = await new PrismaPg(this.#config).connect();
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = forEngine(await new PrismaPg({ ...this.#config, database, max: 1 }).connect());
    const close = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await close();
      await main.executeScript(`DROP DATABASE "${database}" WITH (FORCE)`);
      await main.dispose();
    };
    return shadow;
  }
}
