/** The JSON of a control request, read with a message for whoever wrote it. */
export class ControlBody {
  constructor(private readonly raw: Readonly<Record<string, unknown>>) {}

  get all(): Readonly<Record<string, unknown>> {
    return this.raw;
  }

  text(name: string): string {
    const value = this.raw[name];
    if (typeof value !== 'string') throw new Error(`${name} must be a string`);
    return value;
  }

  optional(name: string): string | undefined {
    return this.raw[name] === undefined || this.raw[name] === null ? undefined : this.text(name);
  }

  flag(name: string): boolean {
    return this.raw[name] === true;
  }

  texts(name: string): string[] {
    const value = this.raw[name];
    if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) {
      throw new Error(`${name} must be a list of strings`);
    }
    return value;
  }

  object<T>(name: string): T | undefined {
    const value = this.raw[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error(`${name} must be an object`);
    return value as T;
  }
}
