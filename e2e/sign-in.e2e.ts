import { composer, expect, newPerson, PASSWORD, register, startWith, test, waitingCard } from './support/test.js';

test('a person registers, signs out and signs in again', async ({ page }) => {
  const person = newPerson();
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByText(person.email).first()).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('That email and password do not match.');

  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // Back to where the login was asked for.
  await expect(page).toHaveURL(/\/settings$/);
});

test('says beside the field what is wrong with a registration', async ({ page }) => {
  const person = await register(page);
  await page.context().clearCookies();
  await page.goto('/register');
  await page.getByLabel('Name').fill('Ann');
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert')).toHaveText('Use at least 10 characters.');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
});

test('a reload keeps the login, and leads back to the same session', async ({ page }) => {
  await register(page);
  await startWith(page, 'A choice');
  const url = page.url();
  await page.reload();
  await expect(composer(page)).toBeVisible();
  expect(page.url()).toBe(url);
});

test('signing out forgets what was begun, also from a page that shows none of it', async ({ page }) => {
  const kept = () => page.evaluate(() => Object.values(localStorage).join('\n'));
  await register(page);
  await startWith(page, 'A question');
  await waitingCard(page).getByLabel('Your answer').fill('half an answer');
  await composer(page).fill('half a message');
  await page.goto('/settings');
  expect(await kept()).toContain('half an answer');
  expect(await kept()).toContain('half a message');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await kept()).not.toContain('half');
});

test('signing out in one tab signs out the others', async ({ page, context }) => {
  await register(page, newPerson());
  const second = await context.newPage();
  await second.goto('/inbox');
  await expect(second.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(second).toHaveURL(/\/sign-in$/);
});
