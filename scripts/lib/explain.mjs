/** An end that the person can act on: printed as one message, without a stack. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Prints why we stop and returns the exit code. */
export function explain(error) {
  if (!(error instanceof Stop)) {
    console.error(error);
    return 1;
  }
  if (error.message) console.error(`\n${error.message}`);
  return error.exitCode;
}
