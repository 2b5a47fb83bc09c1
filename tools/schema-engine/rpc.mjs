import { createInterface } from 'node:readline';

/** Where the CLI's method names differ from the WASM build's. */
const RENAMED = { getDatabaseVersion: 'version' };
/** Methods whose output the CLI expects as a `print` request before the result. */
const PRINTING = new Set(['diff', 'dbExecute']);

const write = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

function asRpcError(error) {
  const data = {
    is_panic: false,
    message: String(error?.message ?? error),
    meta: error?.meta ?? null,
    error_code: error?.code ?? error?.error_code ?? null,
  };
  return { code: 4466, message: 'An error happened. Check the data field for details.', data };
}

/** Answers Prisma's JSON-RPC lines on stdin one after another; ends the process when stdin closes. */
export function serve({ engine, createDatabase }) {
  let opened;
  const call = async ({ id, method, params }) => {
    if (method === 'createDatabase') return createDatabase();
    opened ??= engine();
    const result = await (await opened)[RENAMED[method] ?? method](params ?? {});
    if (PRINTING.has(method) && result?.stdout) {
      write({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
    }
    return result ?? null;
  };

  const answer = async (line) => {
    const request = JSON.parse(line);
    if (!request.method) return; // the CLI's answer to our `print`
    try {
      write({ id: request.id, result: await call(request) });
    } catch (error) {
      write({ id: request.id, error: asRpcError(error) });
    }
  };

  let queue = Promise.resolve();
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      queue = queue.then(() => answer(line));
    })
    .on('close', () => queue.finally(() => process.exit(0)));
}
