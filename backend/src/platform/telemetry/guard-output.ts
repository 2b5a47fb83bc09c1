import { inspect } from 'node:util';
import { redactSecrets, registerSecrets } from './redact-secrets.js';

/**
 * From here on no secret leaves this process by its output, whoever writes: libraries have loggers of their own, and some tell of a
 * failed call with all of its headers. An error that nobody caught ends the process as it would without this (T16).
 */
export const guardOutput = (secrets: readonly string[]): void => {
  registerSecrets(secrets);
  guard(process.stdout);
  guard(process.stderr);
  process.on('uncaughtException', (error) => {
    console.error(inspect(error));
    process.exit(1);
  });
};

const guard = (stream: NodeJS.WriteStream): void => {
  const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? redactSecrets(chunk) : chunk, ...rest);
};
