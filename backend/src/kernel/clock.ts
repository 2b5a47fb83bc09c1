/** The one source of time (DESIGN.md §3 rule 5). Deadlines are compared in the database; this serves the rest. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
