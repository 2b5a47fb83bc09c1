import type { FeedbackOption } from '@parley/contracts';

/** The options as every card numbers them. */
export const listed = (options: readonly FeedbackOption[]): string =>
  options.map(({ label }, at) => `${at + 1} ${label}`).join(', ');

const orOther = (allowOther: boolean): string =>
  allowOther ? ' For something else write "other:" and your own words.' : '';

export const choiceHint = (options: readonly FeedbackOption[], allowOther: boolean): string =>
  `Answer with one of: ${listed(options)}.${orOther(allowOther)}`;

export const multiChoiceHint = (options: readonly FeedbackOption[], allowOther: boolean): string =>
  `Answer with some of: ${listed(options)}, separated by commas.${orOther(allowOther)}`;
