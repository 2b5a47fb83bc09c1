import { createContext, Script } from 'node:vm';

const sandbox: { work: () => unknown } = { work: () => undefined };
const context = createContext(sandbox);
const script = new Script('work()');

/**
 * Somebody else's schema says how much work it makes: a pattern such as `(a+)+$`, or choices within choices, would hold the
 * whole process for hours. V8 breaks off whatever runs inside such a script, ours too.
 * @throws Error also when it takes too long
 */
export const withinTime = <T>(ms: number, work: () => T): T => {
  sandbox.work = work;
  try {
    return script.runInContext(context, { timeout: ms }) as T;
  } finally {
    sandbox.work = () => undefined;
  }
};
