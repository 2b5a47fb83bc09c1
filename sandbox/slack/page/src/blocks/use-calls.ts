import { useCallback, useRef, useState } from 'react';
import { wordsOf } from '#kit/page';

export type Outcome = { ok: true } | { ok: false; error: string };

const WORDS: Readonly<Record<string, string>> = {
  http_timeout: 'did not answer within 3 seconds.',
  no_socket: 'is not connected.',
  connection_failed: 'could not be reached.',
  http_error: 'answered with an error.',
};

/** Slack's own words are about the same; the reason helps whoever tries something out here. */
export const failureWords = (app: string, error: string): string =>
  WORDS[error] ? `${app} ${WORDS[error]}` : `${app}: ${error}`;

interface Calls {
  isBusy: (key: string) => boolean;
  failure: (key: string) => string | undefined;
  /** One after the other, so that what was typed arrives before the button that was pressed then. */
  run: (key: string, call: () => Promise<Outcome>) => void;
}

export const useCalls = (app: string): Calls => {
  const [state, setState] = useState<Record<string, 'busy' | { failure: string }>>({});
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const put = useCallback((key: string, now: 'busy' | { failure: string } | undefined) => {
    setState(({ [key]: _, ...others }) => (now ? { ...others, [key]: now } : others));
  }, []);
  const run = useCallback(
    (key: string, call: () => Promise<Outcome>) => {
      put(key, 'busy');
      line.current = line.current.then(call).then(
        (outcome) => put(key, outcome.ok ? undefined : { failure: failureWords(app, outcome.error) }),
        (error) => put(key, { failure: wordsOf(error) }),
      );
    },
    [app, put],
  );
  const of = (key: string) => state[key];
  return {
    run,
    isBusy: (key) => of(key) === 'busy',
    failure: (key) => {
      const now = of(key);
      return typeof now === 'object' ? now.failure : undefined;
    },
  };
};
