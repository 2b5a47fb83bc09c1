/** What the stand-in says when something cannot be done; the text is for the person. */
export class ControlError extends Error {}

const answerOf = async (request: Promise<Response>): Promise<unknown> => {
  const response = await request.catch(() => {
    throw new ControlError('No answer. Is Parley still running?');
  });
  const body: unknown = await response.json().catch(() => null);
  const error = (body as { error?: unknown } | null)?.error;
  if (!response.ok) throw new ControlError(typeof error === 'string' ? error : `HTTP ${response.status}`);
  return body;
};

export const read = async <T>(path: string): Promise<T> => (await answerOf(fetch(`/_control/${path}`))) as T;

export const post = async <T = unknown>(path: string, body: object): Promise<T> =>
  (await answerOf(
    fetch(`/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )) as T;

export const clear = async (path: string): Promise<void> => {
  await answerOf(fetch(`/_control/${path}`, { method: 'DELETE' }));
};

/** Acts as somebody. */
export const act = <T = unknown>(what: string, as: string, body: object = {}): Promise<T> =>
  post<T>(`act/${what}`, { as, ...body });

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
