import type { LlmCall } from './llm-call.js';

/**
 * A call whose caller can go on without an answer: what cannot be used after the one repair is null. A model that cannot
 * be reached is still a failure, for then nobody knows what it would have said.
 */
export const orNull = <T>(call: LlmCall<T>): LlmCall<T | null> => {
  let repairs = false;
  return {
    fn: call.fn,
    render: (options) => {
      repairs = options.repair !== undefined;
      return call.render(options);
    },
    parse: (text) => {
      try {
        return call.parse(text);
      } catch (error) {
        if (!repairs) throw error;
        return null;
      }
    },
    note: (value) => (value === null ? 'The answer could not be used.' : (call.note?.(value) ?? '')),
  };
};
