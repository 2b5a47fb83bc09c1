import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { OAuthErrorBody } from '@parley/contracts';
import type { Request, Response } from 'express';
import { DomainError } from '../../../kernel/index.js';
import { sendProblem, toProblem } from '../../../platform/http/index.js';
import { OAuthError } from '../domain/oauth-error.js';

/**
 * RFC 6749 §5.2 prescribes the body of a 400 from the token endpoint, so here it is no problem document. What that RFC
 * does not know (429, 403, 503) is one, as everywhere.
 */
@Catch(OAuthError, DomainError)
export class OAuthErrorFilter implements ExceptionFilter {
  catch(error: OAuthError | DomainError, host: ArgumentsHost) {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const body = error instanceof OAuthError ? ofOAuthError(error) : ofBadBody(error, request);
    if (!body) return sendProblem(request, response, toProblem(error));
    response.status(400).setHeader('Cache-Control', 'no-store');
    response.json(body);
  }
}

const ofOAuthError = (error: OAuthError): OAuthErrorBody => ({ error: error.code, error_description: error.message });

function ofBadBody(error: DomainError, request: Request): OAuthErrorBody | undefined {
  if (error.code !== 'invalid_request') return undefined;
  const wrong = (path: string) => error.extra.errors?.some((field) => field.path === path) && request.body?.[path];
  if (wrong('grant_type')) {
    return { error: 'unsupported_grant_type', error_description: 'Use password or refresh_token.' };
  }
  if (wrong('client_id')) return { error: 'invalid_client', error_description: 'There is no such client.' };
  const first = error.extra.errors?.[0];
  const description = first ? `${first.path || 'The request'}: ${first.message}` : error.message;
  // §5.2 allows printable ASCII without quotes and backslashes only.
  return { error: 'invalid_request', error_description: description.replace(/[^ !#-[\]-~]/g, "'") };
}
