import { test as base, expect, type Page } from '@playwright/test';
import { ParleyServer } from './server.js';

let people = 0;
export const PASSWORD = 'correct horse battery';
export const newPerson = () => {
  people += 1;
  return { name: `Ann ${people}`, email: `ann${people}.${Date.now()}@example.org` };
};
export type Person = ReturnType<typeof newPerson>;

/** A new person, signed in by cookie as after any earlier visit. The forms have their own test. */
export const register = async (page: Page, person: Person = newPerson()): Promise<Person> => {
  const created = await page.request.post('/api/auth/register', { data: { ...person, password: PASSWORD } });
  expect(created.status()).toBe(201);
  const form = { grant_type: 'password', client_id: 'parley-web', username: person.email, password: PASSWORD };
  // The server sets the cookie only for a page of its own origin.
  const headers = { origin: new URL(created.url()).origin };
  expect((await page.request.post('/api/oauth/token', { form, headers })).status()).toBe(200);
  return person;
};

export const samples = (page: Page) => page.getByRole('list', { name: 'Things to try' });
export const conversation = (page: Page) => page.getByRole('region', { name: 'Conversation' });
export const waitingCard = (page: Page) => page.locator('[data-card="waiting"]');
export const composer = (page: Page) => page.locator('[data-composer]');

/** Starts a session with one of the sample prompts, as a newcomer would. */
export const startWith = async (page: Page, title: string | RegExp): Promise<void> => {
  await page.goto('/sessions');
  await samples(page).getByRole('button').filter({ hasText: title }).click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]+$/);
};

/** A new session with this first message. */
export const say = async (page: Page, text: string): Promise<void> => {
  await page.goto('/sessions');
  await page.getByRole('button', { name: 'Start with an empty session' }).click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]+$/);
  await composer(page).fill(text);
  await composer(page).press('Enter');
};

/** One server per worker serves all tests; what a page logs as an error fails its test. */
export const test = base.extend<{ quietConsole: undefined }, { server: ParleyServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const server = await ParleyServer.create();
      await use(server);
      await server.dispose();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  quietConsole: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});
/**
 * The same for a file that wants a server to itself: who comes first there is its administrator. Each call makes another, since
 * Playwright gives a worker of its own to each set of fixtures.
 */
export const testAsAdministrator = () =>
  test.extend<object, { server: ParleyServer }>({
    server: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
      async ({}, use) => {
        const server = await ParleyServer.create();
        await use(server);
        await server.dispose();
      },
      { scope: 'worker', timeout: 60_000 },
    ],
  });
export { expect };
