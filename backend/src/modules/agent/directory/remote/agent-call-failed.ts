/** What became of a call to an agent elsewhere that brought no answer. */
export type CallFailure =
  /** It may work later. `happened`: whether the call may have had its effect all the same. */
  | { kind: 'unavailable'; happened: 'no' | 'maybe'; retryAfterMs?: number | undefined }
  /** It never will like this. */
  | { kind: 'refused' }
  /** It does not know the task. */
  | { kind: 'unknown_task' }
  /** It cannot do this at all. */
  | { kind: 'unsupported' };

export class AgentCallFailed extends Error {
  override readonly name = 'AgentCallFailed';

  /** @param message in words for a person, beginning with what the agent did */
  constructor(
    message: string,
    readonly failure: CallFailure,
  ) {
    super(message);
  }
}
