import {
  A2AError,
  RequestMalformedError,
  TaskNotCancelableError,
  TaskNotFoundError,
  UnsupportedOperationError,
} from '@a2a-js/sdk/errors';
import { DomainError } from '../../../kernel/index.js';
import { toProblem } from '../../../platform/http/index.js';

/** A refusal in the words of the protocol. What we did not foresee is logged, and only said to have happened. */
export const toA2aError = (error: unknown): Error => {
  if (error instanceof A2AError) return error;
  if (!(error instanceof DomainError)) return new Error(toProblem(error).detail);
  const options = { message: error.message, metadata: { code: error.code } };
  switch (error.code) {
    case 'not_found':
      return new TaskNotFoundError(options);
    case 'nothing_to_stop':
      return new TaskNotCancelableError(options);
    case 'feedback_already_settled':
      return new UnsupportedOperationError(options);
    default:
      return new RequestMalformedError(options);
  }
};
