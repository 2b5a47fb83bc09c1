import { dropForgottenDatabases } from './test-database.js';
import { startTestServer } from './test-server.js';

/** vitest's global set-up of the `int` project: one server for all its files. */
export default async function setup(): Promise<() => Promise<void>> {
  const { stop } = await startTestServer();
  await dropForgottenDatabases();
  return stop;
}
