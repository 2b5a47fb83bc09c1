const COMMAND = /^\/(switch|snooze|delegate|withdraw)(\s|$)/i;

/**
 * Something said to Parley itself, such as `/switch slack`: it is sent as a message, also while a question takes what is
 * written for its answer. The server reads it; an answer that begins with another slash, such as a path, stays an answer.
 */
export const isCommand = (words: string) => COMMAND.test(words.trim());
