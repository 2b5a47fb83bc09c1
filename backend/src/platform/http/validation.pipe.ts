import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError, type FieldProblem, notFound } from '../../kernel/index.js';

type Issue = { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] };

/** A body may be wrong in a hundred thousand places; nobody reads more than these. */
const MAX_ERRORS = 20;

/**
 * Validates whatever a parameter decorator gives a schema for: `@Body({ schema })`, `@Query({ schema })`,
 * `@Param('id', { schema })`. A path parameter that does not fit names nothing, so it is a 404 and not a 400.
 */
@Injectable()
export class RequestValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => invalidRequest(issues) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (metadata.type === 'param' && error instanceof DomainError) throw notFound('thing');
      throw error;
    }
  }

  /** Nest would drop `__proto__` and its like in silence. Our schemas refuse them as the unknown members they are. */
  protected override stripProtoKeys(): void {}
}

/** Also for frames of the WebSocket gateway, which are parsed outside Nest's pipes. */
export const invalidRequest = (issues: readonly Issue[], detail = 'The request does not fit its schema.') =>
  new DomainError('invalid_request', detail, { errors: issues.slice(0, MAX_ERRORS).map(toFieldProblem) });

function toFieldProblem(issue: Issue): FieldProblem {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return { path: clip(path), message: clip(issue.message) };
}

/** Paths and messages repeat what was sent, however long that was. */
const clip = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
