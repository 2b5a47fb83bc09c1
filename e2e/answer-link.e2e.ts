import type { Browser, BrowserContext, Page } from '@playwright/test';
import { axe } from './support/accessibility.js';
import { addMail, switchTo } from './support/channels.js';
import { MailPerson } from './support/mail-person.js';
import {
  conversation,
  expect,
  newPerson,
  PASSWORD,
  type Person,
  register,
  startWith,
  test,
  waitingCard,
} from './support/test.js';

let ann: Person;
let mira: MailPerson;
test.beforeEach(async ({ page, server }) => {
  ann = await register(page);
  mira = await MailPerson.hire(server.mailUrl, 'Mira Okafor');
  await addMail(page, mira);
});

/** Asks this by mail. @returns where the buttons of that mail lead, in its order */
const mailed = async (page: Page, sample: string, question: string): Promise<string[]> => {
  await startWith(page, sample);
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Email');
  const links = mira.links(await mira.waitsFor(question)).filter((link) => link.includes('/answer/'));
  expect(links.length).toBeGreaterThan(1);
  return links;
};
const opened: BrowserContext[] = [];
/** Another machine, where nobody is signed in. */
const elsewhere = async (browser: Browser, baseURL: string, options: object = {}): Promise<Page> => {
  const context = await browser.newContext({ baseURL, ...options });
  opened.push(context);
  return context.newPage();
};
test.afterEach(() => Promise.all(opened.splice(0).map((context) => context.close())));
const confirming = (page: Page) => page.getByRole('button', { name: /^Confirm:/ });

test('an approval takes the person themselves: a forwarded mail decides nothing (T8)', async ({
  page,
  browser,
  server,
}) => {
  const [approve = '', reject = ''] = await mailed(page, 'Approve an action', 'May I delete');

  const stranger = await elsewhere(browser, server.url);
  await register(stranger, newPerson());
  await stranger.goto(approve);
  await expect(stranger.getByText(`This is for ${ann.name} to decide.`, { exact: false })).toBeVisible();
  await expect(confirming(stranger)).toHaveCount(0);

  // Ann herself: the page asks for a sign-in only where it takes one.
  const away = await elsewhere(browser, server.url);
  await away.goto(reject);
  await expect(away.getByRole('group', { name: 'What will run' })).toContainText('storage.delete_objects');
  await expect(confirming(away)).toHaveCount(0);
  await away.getByRole('link', { name: `Sign in as ${ann.name} to decide` }).click();
  await away.getByLabel('Email').fill(ann.email);
  await away.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await away.keyboard.press('Enter');
  await away.getByLabel(/Why not/).fill('Not before Monday');
  await expect(waitingCard(page)).toBeVisible();
  await away.getByRole('button', { name: 'Confirm: Reject' }).click();
  await expect(away.getByText('Your answer is in')).toBeVisible();
  await expect(away.getByText('Not before Monday')).toBeVisible();
  await expect(conversation(page).getByText(/Rejected by you by email/)).toBeVisible();

  await away.goto(approve);
  await expect(away.getByText(/Answered by Ann \d+ by email/)).toBeVisible();
  await expect(confirming(away)).toHaveCount(0);
});

test('by the keyboard, without a sign-in: another choice than the one pressed, once', async ({
  page,
  browser,
  server,
}) => {
  const [first = ''] = await mailed(page, 'A choice', 'Who should get');
  const away = await elsewhere(browser, server.url);
  await away.goto(first);
  await expect(confirming(away)).toHaveText('Confirm: Beta users');
  await away
    .getByRole('region', { name: 'Other choices' })
    .getByRole('button', { name: /^Everyone/ })
    .press('Enter');
  await expect(away.getByRole('button', { name: 'Confirm: Everyone' })).toBeFocused();
  await expect(waitingCard(page)).toBeVisible();
  await away.keyboard.press('Enter');
  await expect(away.getByText('Your answer is in')).toBeVisible();
  await expect(conversation(page).getByText(/Answered by you by email/)).toBeVisible();
  await away.reload();
  await expect(away.getByText(/Answered by Ann \d+ by email/)).toBeVisible();
  expect(new URL(away.url()).pathname).toMatch(/^\/answer\//);
});

test('the original mail of an answer can be had', async ({ page }) => {
  await mailed(page, 'A choice', 'Who should get');
  await mira.replies(await mira.waitsFor('Who should get'), 'Beta users');
  await expect(conversation(page).getByText(/Answered by you by email/)).toBeVisible();
  const [mail] = await Promise.all([
    page.waitForEvent('download'),
    conversation(page).getByRole('button', { name: 'Original mail' }).first().click(),
  ]);
  const read = await mail.createReadStream();
  const raw = (await read.toArray()).join('');
  expect(raw).toContain('Beta users');
  expect(raw).toMatch(/^From: .*mira\.okafor/im);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on any of its pages, ${colorScheme}, also on a phone`, async ({ page, browser, server }) => {
    const [choice = ''] = await mailed(page, 'A choice', 'Who should get');
    const [change = ''] = await mailed(page, 'Approve a change', 'Shall I apply');
    for (const viewport of [
      { width: 1_440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const away = await elsewhere(browser, server.url, { colorScheme, viewport, reducedMotion: 'reduce' });
      const check = async (path: string, words: RegExp) => {
        await away.goto(path);
        await expect(away.getByText(words).first()).toBeVisible();
        await axe(away);
        const wide = await away.evaluate(() => document.querySelector('main')!.scrollWidth > innerWidth);
        expect(wide).toBe(false);
      };
      await check(choice, /^Confirm:/);
      await check(change, /^Sign in as Ann/);
      await check(`/answer/${'0'.repeat(40)}`, /leads nowhere/);
    }
  });
