import { type ComponentType, lazy } from 'react';

const AGAIN_MS = 1_000;

const serverAnswers = () =>
  fetch('/health/live', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Tries on while the server is away. @throws what `load` throws, when a server that answers does not have it either */
export const untilThere = async <T>(load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch {
    while (!(await serverAnswers())) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return load();
  }
};

/** As `lazy`; while the server is away the part stays a placeholder, where `lazy` would break the page for good. */
// biome-ignore lint/suspicious/noExplicitAny: as in lazy
export const lazily = <T extends ComponentType<any>>(load: () => Promise<{ default: T }>) =>
  lazy(() => untilThere(load));
