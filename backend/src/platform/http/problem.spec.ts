import { HttpException, Logger, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import { problemSchema } from '@parley/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../kernel/index.js';
import { toProblem } from './problem.js';

beforeAll(() => Logger.overrideLogger(false));

describe('toProblem', () => {
  it('speaks for a broken rule', () => {
    const error = new DomainError('rate_limited', 'Slower, please.', { retryAfter: 3 });
    expect(toProblem(error)).toEqual({
      type: 'about:blank',
      title: 'Too Many Requests',
      status: 429,
      code: 'rate_limited',
      detail: 'Slower, please.',
      retryAfter: 3,
    });
  });

  it('lets no extra member take the place of a standard one', () => {
    expect(toProblem(new DomainError('forbidden', 'No.', { status: 200, code: 'ok' }))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  it.each([
    [new NotFoundException('Cannot GET /x'), 404, 'not_found'],
    [new HttpException('too large', 413), 413, 'payload_too_large'],
    [new HttpException('charset', 415), 415, 'unsupported_media_type'],
    [new HttpException('odd', 418), 418, 'invalid_request'],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 503, 'unavailable'],
    [Object.assign(new Error('x'), { code: '57P01' }), 503, 'unavailable'],
    [Object.assign(new Error('x'), { code: 'P1001' }), 503, 'unavailable'],
    [new Error('wrapped', { cause: { kind: 'DatabaseNotReachable' } }), 503, 'unavailable'],
    [new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]), 503, 'unavailable'],
    [Object.assign(new Error('x'), { code: 'P2025' }), 500, 'internal_error'],
    [Object.assign(new Error('x'), { code: '23505' }), 500, 'internal_error'],
    [new ServiceUnavailableException('inside'), 500, 'internal_error'],
    ['a string', 500, 'internal_error'],
    [undefined, 500, 'internal_error'],
  ])('maps %s to %i %s', (error, status, code) => {
    const problem = toProblem(error);
    expect(problem).toMatchObject({ status, code });
    expect(problemSchema.safeParse(problem).success).toBe(true);
  });

  it('keeps the inside of an unexpected error inside', () => {
    const problem = toProblem(new Error('password of the database is hunter2'));
    expect(JSON.stringify(problem)).not.toContain('hunter2');
    expect(problem).toHaveProperty('instance', expect.stringMatching(/^urn:uuid:/));
  });

  it('survives a cause that goes in circles', () => {
    const error = new Error('loop');
    error.cause = error;
    expect(toProblem(error).status).toBe(500);
  });
});
