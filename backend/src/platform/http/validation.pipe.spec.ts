import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RequestValidationPipe } from './validation.pipe.js';

describe('RequestValidationPipe', () => {
  const pipe = new RequestValidationPipe();

  it('gives on what the schema made of the value', async () => {
    const schema = z.coerce.number().default(5);
    expect(await pipe.transform('7', { type: 'query', schema })).toBe(7);
    expect(await pipe.transform(undefined, { type: 'query', schema })).toBe(5);
  });

  it('names at most twenty wrong places, by their paths', async () => {
    const body = { items: Array(1_000).fill('x') };
    const schema = z.strictObject({ items: z.array(z.number()) });
    const error = await pipe.transform(body, { type: 'body', schema }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'invalid_request',
      extra: { errors: { length: 20, 19: { path: 'items.19' } } },
    });
  });

  it('takes a path parameter that cannot be an id for one that names nothing', async () => {
    await expect(pipe.transform('x', { type: 'param', schema: z.uuid() })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lets a failure inside a schema through as it is', async () => {
    const schema = z.string().refine(() => {
      throw new TypeError('bug');
    });
    await expect(pipe.transform('x', { type: 'param', schema })).rejects.toThrow(TypeError);
  });
});
