/**
 * Whether an error means that PostgreSQL cannot be reached or has no room at the moment, so that the same request may
 * succeed later. Looks at `pg`, Prisma and what they wrap.
 * Sources: PostgreSQL Appendix A (SQLSTATE), Prisma error reference, Node.js system errors.
 */
export function isDatabaseOutage(error: unknown): boolean {
  for (let depth = 0, at = error; depth < 5 && isRecord(at); depth++, at = at.cause ?? nested(at)) {
    if (typeof at.code === 'string' && isOutageCode(at.code)) return true;
    if (typeof at.kind === 'string' && ADAPTER_KINDS.has(at.kind)) return true;
    if (typeof at.originalCode === 'string' && isOutageCode(at.originalCode)) return true;
    if (typeof at.message === 'string' && OUTAGE_MESSAGE.test(at.message)) return true;
  }
  return false;
}

// P1xxx: cannot connect. P2024: no free connection. P2028: a transaction could not begin. P2034: lost a deadlock, try again.
// 08: connection. 40P01, 40001: lost a deadlock. 53: no resources. 57P0x: the server is stopping or starting.
const OUTAGE_CODE =
  /^(P1001|P1002|P1008|P1017|P2024|P2028|P2034|08...|40P01|40001|53...|57P0[1-5]|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
const isOutageCode = (code: string) => OUTAGE_CODE.test(code);

/** Error kinds of Prisma's driver adapters. */
const ADAPTER_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
]);

/** `pg` gives these no code; and a server that has stopped has taken its socket with it, which Prisma tells in its own words alone. */
const OUTAGE_MESSAGE =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end)|(^|\n)connect ENOENT /;

/** An AggregateError (one entry per address tried), or the metadata of a Prisma error. */
function nested(at: Record<string, unknown>): unknown {
  if (Array.isArray(at.errors)) return at.errors[0];
  return isRecord(at.meta) ? at.meta.driverAdapterError : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
