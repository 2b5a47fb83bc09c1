/** The model asked something that cannot be shown honestly. The run fails with this message, which is for the person. */
export class UnusableQuestionError extends Error {
  override readonly name = 'UnusableQuestionError';

  constructor(reason: string) {
    super(`The agent wanted to ask something, but its question could not be used: ${reason}.`);
  }
}
