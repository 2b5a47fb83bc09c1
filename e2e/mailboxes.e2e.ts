import type { Page } from '@playwright/test';
import { axeInBothThemes } from './support/accessibility.js';
import { expect, register, testAsAdministrator } from './support/test.js';

const test = testAsAdministrator();

const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

test('an administrator connects a mailbox at Google, sees that it is locked out, and connects it again', async ({
  page,
  server,
}) => {
  await register(page);
  await page.goto('/admin/integrations');
  await expect(row(page, 'parley@acme.example')).toContainText('Works');
  await expect(row(page, 'parley@acme.example')).toContainText('Google tells of new mail at once');

  await page.getByRole('button', { name: 'Connect a mailbox' }).click();
  await page.getByLabel(/desk@beta\.example/).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('heading', { name: 'The mailbox is connected' })).toBeVisible();
  await axeInBothThemes(page);
  await page.getByRole('link', { name: 'Back to Parley' }).click();
  await expect(row(page, 'desk@beta.example')).toContainText('Works');

  const revoked = await page.request.post(`${server.mailUrl}/_control/admin/revoke`, {
    data: { email: 'desk@beta.example' },
  });
  expect(revoked.status()).toBe(200);
  await page.getByRole('button', { name: 'Check desk@beta.example' }).click();
  await expect(row(page, 'desk@beta.example')).toContainText('Locked out');
  await expect(page.getByRole('link', { name: /^Integrations/ })).toContainText('1');
  await axeInBothThemes(page);

  // Google is asked about that very mailbox; another one that is chosen there is not taken for it.
  const again = () => page.getByRole('button', { name: 'Connect desk@beta.example again' }).click();
  await again();
  await expect(page.getByLabel(/desk@beta\.example/)).toBeChecked();
  await page.getByLabel(/mira@acme\.example/).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('desk@beta.example was to be connected again')).toBeVisible();
  await page.getByRole('link', { name: 'Back to Parley' }).click();
  await again();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('link', { name: 'Back to Parley' }).click();
  await expect(row(page, 'desk@beta.example')).toContainText('Works');

  await page.getByRole('button', { name: 'Disconnect desk@beta.example' }).click();
  await page.getByRole('button', { name: 'Disconnect it' }).click();
  await expect(row(page, 'desk@beta.example')).toContainText('Disconnected');
});
