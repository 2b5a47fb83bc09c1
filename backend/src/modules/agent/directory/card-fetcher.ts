import { Inject, Injectable } from '@nestjs/common';
import { urlProblem } from './address-rules.js';
import { DIRECTORY_SETTINGS, type DirectorySettings } from './directory-settings.js';
import { type KnownCard, readCard } from './domain/agent-card.js';
import { AddressRefused, guardedFetch } from './guarded-fetch.js';

const MAX_CARD_BYTES = 256 * 1_024;
const CARD_TIMEOUT_MS = 5_000;
const MAX_REDIRECTS = 3;
/** A2A specification §8.2. */
const WELL_KNOWN = '.well-known/agent-card.json';

export type FoundCard =
  | { kind: 'found'; cardUrl: string; card: KnownCard }
  /** What is there is no agent that we work with. */
  | { kind: 'refused'; problem: string }
  | { kind: 'unreachable'; problem: string };

type Fetched = { kind: 'json'; value: unknown } | { kind: 'missing' } | Exclude<FoundCard, { kind: 'found' }>;

/** Looks at agent cards. */
@Injectable()
export class CardFetcher {
  private readonly fetch: typeof fetch;

  constructor(@Inject(DIRECTORY_SETTINGS) private readonly settings: DirectorySettings) {
    const { allowPrivate, requestTimeoutMs } = settings;
    const timeoutMs = Math.min(CARD_TIMEOUT_MS, requestTimeoutMs);
    this.fetch = guardedFetch({ allowPrivate, maxBytes: MAX_CARD_BYTES, timeoutMs });
  }

  /** @param url of the agent, or of its card itself */
  async find(url: string, token: string | null, signal?: AbortSignal): Promise<FoundCard> {
    const problem = urlProblem(url, this.settings.allowPrivate);
    if (problem) return { kind: 'refused', problem };
    for (const cardUrl of placesOf(url)) {
      const fetched = await this.get(cardUrl, token, signal);
      if (fetched.kind === 'missing') continue;
      if (fetched.kind !== 'json') return fetched;
      const read = readCard(fetched.value, cardUrl);
      return read.kind === 'card' ? { kind: 'found', cardUrl, card: read.card } : read;
    }
    return { kind: 'refused', problem: 'There is no agent card at this address.' };
  }

  /** Over a few redirects, but never to another origin: the token goes along. */
  private async get(cardUrl: string, token: string | null, signal?: AbortSignal): Promise<Fetched> {
    const headers = { accept: 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    try {
      let at = cardUrl;
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        const response = await this.fetch(at, { headers, ...(signal && { signal }) });
        const next = redirectOf(response, at);
        if (next === null) return await read(response);
        if (new URL(next).origin !== new URL(cardUrl).origin)
          return { kind: 'refused', problem: `It sends us on to ${new URL(next).origin}. Give the address there.` };
        at = next;
      }
      return { kind: 'refused', problem: 'It sends us in circles.' };
    } catch (error) {
      return error instanceof AddressRefused
        ? { kind: 'refused', problem: error.message }
        : { kind: 'unreachable', problem: `It cannot be reached: ${wordsOf(error)}.` };
    }
  }
}

/** Below the address first, then at the root of its server. */
const placesOf = (url: string): string[] => {
  const asked = new URL(url);
  asked.hash = '';
  if (asked.pathname.endsWith('.json')) return [asked.href];
  const below = new URL(WELL_KNOWN, `${asked.origin}${asked.pathname.replace(/\/*$/, '/')}`);
  return [...new Set([below.href, new URL(`/${WELL_KNOWN}`, asked).href])];
};

const redirectOf = ({ status, headers }: Response, at: string): string | null => {
  const to = headers.get('location');
  return status >= 300 && status < 400 && to && URL.canParse(to, at) ? new URL(to, at).href : null;
};

const read = async (response: Response): Promise<Fetched> => {
  const { status } = response;
  if (status === 404 || status === 405) return { kind: 'missing' };
  if (status === 401 || status === 403) return { kind: 'refused', problem: 'It wants a token that it takes for ours.' };
  if (!response.ok) return { kind: 'unreachable', problem: `It answers with the status ${status}.` };
  try {
    return { kind: 'json', value: JSON.parse(await response.text()) };
  } catch {
    return { kind: 'refused', problem: 'What is there is no JSON, so no agent card.' };
  }
};

const wordsOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no server of that name';
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  return (message || String(code ?? error)).slice(0, 200);
};
