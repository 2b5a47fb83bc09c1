import { ConfigError } from '../config/index.js';

export interface WantedPort {
  /** The variable that asks for one. */
  variable: string;
  /** Undefined: nobody asked. */
  asked: number | undefined;
  /** Taken if it is free and nobody asked for another. */
  usual: number;
}

/** Starts something on the port that was asked for, and no other; else on the usual one, or any. @throws ConfigError */
export async function onPort<T>(
  { variable, asked, usual }: WantedPort,
  start: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await start(asked ?? usual);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    if (asked === undefined) return start(0);
    throw new ConfigError([`${variable}: cannot listen there (${message}).`]);
  }
}

const LAST_PORT = 65_535;

/** Beside the server: so many ports after its own. Any where it takes any itself, or there is none so far after it. */
export const portAfter = (port: number, steps: number): number =>
  port === 0 || port + steps > LAST_PORT ? 0 : port + steps;
