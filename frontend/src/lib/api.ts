import { ApiError, OfflineError } from './api-error';
import { authStore, dropToken, freshToken } from './auth-session';

interface Options {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

const send = async (path: string, options: Options, token: string | null): Promise<Response> => {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token) headers.authorization = `Bearer ${token}`;
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(path, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new OfflineError();
  }
};

const authorised = async (path: string, options: Options): Promise<Response> => {
  const token = await freshToken();
  if (!token && authStore.get() !== 'out') throw new OfflineError();
  const response = await send(path, options, token);
  if (response.status !== 401 || authStore.get() === 'out') return response;
  // Revoked or expired in flight: one new token, one more try.
  dropToken();
  return send(path, options, await freshToken());
};

const read = async <T>(response: Response): Promise<T> => {
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
};

/** Calls the API as the person who is signed in. @throws ApiError, OfflineError */
export const api = async <T>(path: string, options: Options = {}): Promise<T> => {
  const response = await authorised(path, options);
  if (!response.ok) throw await ApiError.from(response);
  return read<T>(response);
};

/** The same without a login. */
export const publicApi = async <T>(path: string, options: Options = {}): Promise<T> => {
  const response = await send(path, options, null);
  if (!response.ok) throw await ApiError.from(response);
  return read<T>(response);
};

/** Fetches a file and hands it to the browser's download. */
export const download = async (path: string, fileName: string): Promise<void> => {
  const response = await authorised(path, {});
  if (!response.ok) throw await ApiError.from(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

export const query = (values: Record<string, string | number | undefined>) => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== '') params.set(name, String(value));
  const text = params.toString();
  return text ? `?${text}` : '';
};
