import type { Browser, Page } from '@playwright/test';
import { axeInBothThemes } from './support/accessibility.js';
import type { ParleyServer } from './support/server.js';
import { expect, newPerson, PASSWORD, register, startWith, testAsAdministrator, waitingCard } from './support/test.js';

const test = testAsAdministrator();
const NEW = 'staple battery horse';

/** In both themes, wide and on a phone; nothing sticks out at its side. */
const looksRight = async (page: Page, name: string) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await axeInBothThemes(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.screenshot({ path: test.info().outputPath(`${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};

const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
const another = async (browser: Browser, server: ParleyServer) => {
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  return { page, person: await register(page, newPerson()) };
};

test('an administrator disables somebody and lets them in again, gives them a new password, and sees how integrations do', async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(420_000);
  await register(page);
  const { page: theirs, person } = await another(browser, server);
  await startWith(theirs, /question/i);
  await expect(waitingCard(theirs).first()).toBeVisible({ timeout: 30_000 });

  await page.goto('/admin/users');
  const them = row(page, person.name);
  await expect(them).toContainText('1 question waits');
  await looksRight(page, 'people');
  await page.getByRole('searchbox', { name: 'Search by name or address' }).fill('nobody has this');
  await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search by name or address' }).fill(person.email.toUpperCase());
  await expect(page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveCount(1);

  await them.getByRole('button', { name: /^Disable/ }).click();
  const question = page.getByRole('group', { name: /^Disable/ });
  await expect(question).toContainText('1 question waits for them: it stays open');
  await looksRight(page, 'disable');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await them.getByRole('button', { name: /^Disable/ }).click();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await them.getByRole('button', { name: /^Disable/ }).click();
  await question.getByRole('button', { name: 'Disable' }).click();
  await expect(them).toContainText('Disabled');
  await expect(theirs).toHaveURL(/sign-in/, { timeout: 15_000 });
  await page.getByRole('link', { name: /^Dead letters/ }).click();
  await expect(page.getByText('The account of its person is disabled')).toBeVisible();
  await looksRight(page, 'dead-letters');
  await page.goto('/admin/users');
  await them.getByRole('button', { name: /^Enable/ }).click();
  await expect(them).toContainText('Member');

  await them.getByRole('button', { name: /^Make administrator/ }).click();
  await page.getByRole('button', { name: 'Make administrator', exact: true }).click();
  await expect(them).toContainText('Administrator');

  await them.getByRole('button', { name: /^Password link/ }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByLabel(/^Link for/).inputValue();
  await looksRight(page, 'password-link');
  await theirs.goto(link);
  await expect(theirs.getByText(person.email)).toBeVisible();
  await looksRight(theirs, 'set-password');
  await theirs.getByRole('textbox', { name: 'New password' }).fill('short');
  await theirs.getByRole('button', { name: 'Set password' }).click();
  await expect(theirs.getByRole('alert')).toContainText('at least');
  await theirs.getByRole('textbox', { name: 'New password' }).fill(NEW);
  await theirs.getByRole('button', { name: 'Set password' }).click();
  await theirs.getByRole('link', { name: 'Sign in' }).click();
  await theirs.getByLabel('Email').fill(person.email);
  await theirs.getByRole('textbox', { name: 'Password' }).fill(NEW);
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await expect(theirs).toHaveURL(/sessions/);
  await theirs.goto(`${link}`);
  await theirs.reload();
  await expect(theirs.getByRole('alert')).toContainText('was used');
  await theirs.context().close();

  await page.goto('/admin/integrations');
  const mailbox = row(page, 'parley@acme.example');
  await mailbox.getByText('Health').click();
  await mailbox.getByRole('button', { name: 'Check parley@acme.example' }).click();
  await expect(mailbox).toContainText('Valid');
  await expect(mailbox).toContainText('All that is needed');
  await mailbox.getByRole('button', { name: /^Test the round trip/ }).click();
  await expect(mailbox).toContainText(/Went out and came back in/, { timeout: 30_000 });
  const slack = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Acme', exact: true }) });
  await slack.getByText('Health').click();
  await slack.getByRole('button', { name: /^Test the round trip/ }).click();
  await expect(slack).toContainText('Link your own Slack account first');
  await looksRight(page, 'integrations');
  await page.goto('/admin/deliveries');
  await page.getByRole('searchbox', { name: 'Person or address' }).fill('nobody has this');
  await expect(page.getByRole('heading', { name: 'No deliveries' })).toBeVisible();
  await looksRight(page, 'deliveries');
});

test('a person changes their password, sees where they are signed in, and makes and revokes a token', async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(300_000);
  const person = await register(page);
  const elsewhere = await (await browser.newContext({ baseURL: server.url })).newPage();
  const form = { grant_type: 'password', client_id: 'parley-web', username: person.email, password: PASSWORD };
  const headers = { origin: server.url };
  expect((await elsewhere.request.post('/api/oauth/token', { form, headers })).status()).toBe(200);

  await page.goto('/settings');
  await expect(page.getByRole('list', { name: 'Where you are signed in' }).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Change password' }).click();
  const change = page.getByRole('form', { name: 'Change password' });
  await change.getByLabel('Current password').fill('not my password');
  await change.getByLabel('New password').fill(NEW);
  await change.getByRole('button', { name: 'Change password' }).click();
  await expect(change.getByRole('alert')).toContainText('not your current password');
  await looksRight(page, 'change-password');
  await change.getByLabel('Current password').fill(PASSWORD);
  await change.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Where you are signed in' }).getByRole('listitem')).toHaveCount(1);

  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name').fill('nightly build');
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = await page.getByLabel(/^Token “nightly build”/).inputValue();
  const asProgram = { headers: { authorization: `Bearer ${token}` } };
  expect((await page.request.get('/api/me', asProgram)).status()).toBe(200);
  await looksRight(page, 'profile');
  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke nightly build' }).click();
  await page.getByRole('button', { name: 'Revoke it' }).click();
  await expect(page.getByRole('list', { name: 'Access tokens' })).toHaveCount(0);
  expect((await page.request.get('/api/me', asProgram)).status()).toBe(401);
  await elsewhere.context().close();
});
