import { SlackError, withMessages } from '../errors.js';

/** The arguments of a call. In a form all are strings, and the complex ones are JSON. */
export class Args {
  constructor(readonly raw: Readonly<Record<string, unknown>>) {}

  text(name: string): string | undefined {
    const value = this.raw[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  /** @throws SlackError invalid_arguments, or the code that this method has for it */
  required(name: string, code?: string): string {
    const value = this.text(name);
    if (value !== undefined) return value;
    throw code ? new SlackError(code) : withMessages('invalid_arguments', [`missing required field: ${name}`]);
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(String(this.raw[name]));
  }

  count(name: string, fallback: number, max: number): number {
    const value = Number(this.text(name) ?? fallback);
    if (!Number.isInteger(value) || value < 0) throw new SlackError('invalid_limit');
    return value === 0 ? fallback : Math.min(value, max);
  }

  /** @throws SlackError with `code` when it is no JSON */
  json(name: string, code = 'invalid_arguments'): unknown {
    const value = this.raw[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      return JSON.parse(value);
    } catch {
      throw new SlackError(code);
    }
  }
}
