/** A unit failed. Replay throws the same, so an agent that catches it takes the same path again. */
export class StepFailed extends Error {
  constructor(
    readonly step: string,
    message: string,
  ) {
    super(message);
    this.name = 'StepFailed';
  }
}

/** The agent's code no longer fits what its journal recorded: going on would repeat or skip work. */
export class JournalMismatch extends Error {
  constructor(
    key: string,
    /** How many steps, in the order they began, still fit. */
    readonly matchedSteps: number,
  ) {
    super(`The agent was changed while this run waited: its code no longer reaches the step "${key}".`);
    this.name = 'JournalMismatch';
  }
}

const MAX_LENGTH = 500;

/** What a person is told of a failure. */
export const failureMessage = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return (message || 'The agent failed without saying why.').replaceAll('\0', '').slice(0, MAX_LENGTH).toWellFormed();
};
