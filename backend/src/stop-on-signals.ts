/** How long open requests, streams and jobs get to end (OPS-3). */
const DRAIN_MS = 10_000;

/** One press of Ctrl-C arrives more than once: from the terminal, from npm and from a watcher. */
const SAME_SIGNAL_MS = 1_000;

export interface Ending {
  /** Says that it will end, and serves on for a while. */
  announce(): Promise<void>;
  /** Ends what is open. */
  stop(): Promise<void>;
}

/** Ends on the first SIGTERM or SIGINT; one that comes later, or a hanging stop, ends the process at once. */
export function stopOnSignals({ announce, stop }: Ending): void {
  let stoppingSince: number | undefined;
  const onSignal = async (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (stoppingSince !== undefined) {
      if (now - stoppingSince > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    stoppingSince = now;
    console.log(`${signal}: stopping …`);
    await announce();
    setTimeout(() => {
      console.error(
        `Not everything ended within ${DRAIN_MS / 1000} s; what was cut off goes on elsewhere, or after the next start.`,
      );
      process.exit(1);
    }, DRAIN_MS).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
