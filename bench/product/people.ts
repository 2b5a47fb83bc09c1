import type { Session, TokenResponse, User } from '@parley/contracts';
import type { Seat } from '../load/page.js';

export interface Person {
  id: string;
  name: string;
  token: string;
}

const AT_ONCE = 4;
const PASSWORD = 'a long enough password';

async function inGroups<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  return results;
}

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** People who have registered and signed in as anybody does. */
export class People {
  private constructor(
    private readonly url: string,
    private readonly people: readonly Person[],
  ) {}

  static async register(url: string, count: number): Promise<People> {
    const numbers = Array.from({ length: count }, (_, index) => index);
    return new People(url, await inGroups(numbers, (number) => signUp(url, number)));
  }

  /** New sessions, dealt out evenly. `after` is 2: each has its creation and nothing else. */
  async sessions(agent: string, count: number): Promise<Seat[]> {
    const owners = Array.from({ length: count }, (_, index) => this.people[index % this.people.length]!);
    return inGroups(owners, async (person) => {
      const { token } = person;
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ agent, title: 'Bench' });
      const response = await fetch(`${this.url}/api/sessions`, { method: 'POST', headers, body });
      const session = await json<Session>(response);
      return {
        url: `${this.url.replace(/^http/, 'ws')}/ws`,
        token,
        sessionId: session.id,
        after: session.lastSeq,
        person,
      };
    });
  }
}

async function signUp(url: string, number: number): Promise<Person> {
  const email = `bench-${number}@example.com`;
  const headers = { 'content-type': 'application/json' };
  const registration = JSON.stringify({ email, name: `Person ${number}`, password: PASSWORD });
  const { id, name } = await json<User>(
    await fetch(`${url}/api/auth/register`, { method: 'POST', headers, body: registration }),
  );
  const form = { grant_type: 'password', client_id: 'parley-cli', username: email, password: PASSWORD };
  const signedIn = await fetch(`${url}/api/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { id, name, token: (await json<TokenResponse>(signedIn)).access_token };
}
