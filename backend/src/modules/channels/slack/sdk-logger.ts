import { Logger } from '@nestjs/common';
import { LogLevel, type Logger as SdkLog } from '@slack/web-api';

/** What Slack's SDK has to say goes to our log. Not its debug lines: they hold payloads and tokens (T16). */
export const sdkLogger = (name: string): SdkLog => {
  const log = new Logger(name);
  const words = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn(words(parts)),
    error: (...parts: unknown[]) => log.error(words(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
};
