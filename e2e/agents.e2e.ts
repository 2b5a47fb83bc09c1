import type { Page } from '@playwright/test';
import { axeInBothThemes } from './support/accessibility.js';
import { expect, newPerson, register, samples, testAsAdministrator } from './support/test.js';

const test = testAsAdministrator();

const looksRight = async (page: Page) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await axeInBothThemes(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
};

const entry = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
const tool = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });

test('an administrator looks for agents, takes one out and in again, and decides about tools; a member looks on', async ({
  page,
  browser,
  server,
}) => {
  test.setTimeout(180_000);
  await register(page);
  await page.goto('/agents');
  await expect(entry(page, 'Change request')).toContainText('uses tools');
  await looksRight(page);

  await page.getByRole('link', { name: 'Directory' }).click();
  await expect(entry(page, 'Weather')).toContainText('healthy');
  await expect(entry(page, 'Change request')).toContainText('runs here');
  await looksRight(page);
  await page.getByRole('searchbox', { name: 'What should be done?' }).fill('hotel and flights to Lisbon');
  const found = page.getByRole('list', { name: 'Agents that fit, best first' }).getByRole('listitem');
  await expect(found.first().getByRole('heading')).toHaveText('Travel desk');
  await expect(found.first()).toContainText(/\d+ % · .*“hotel”.* in its/);
  await looksRight(page);
  await page.getByRole('searchbox', { name: 'What should be done?' }).fill('');

  await page.getByRole('button', { name: 'Remove Weather' }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.getByRole('button', { name: 'Remove Weather' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(entry(page, 'Weather')).toHaveCount(0);
  await page.getByRole('button', { name: 'Add an agent' }).click();
  await page.getByLabel('Address').fill('http://127.0.0.1:9/nobody');
  await page.getByRole('button', { name: 'Add agent' }).click();
  await expect(page.getByRole('form', { name: 'Add an agent' }).getByRole('alert')).toBeVisible();
  await looksRight(page);
  await page.getByLabel('Address').fill(`${server.agentsUrl}/weather`);
  await page.getByRole('button', { name: 'Add agent' }).click();
  await expect(entry(page, 'Weather')).toContainText('healthy');
  await page.getByRole('button', { name: 'Check Weather' }).click();
  await expect(entry(page, 'Weather')).toContainText('healthy');

  await page.getByRole('link', { name: 'Tools' }).click();
  await expect(entry(page, 'devtools')).toContainText(/ready.*MCP \d{4}-\d\d-\d\d/s);
  await looksRight(page);
  const forAll = tool(page, 'devtools.create_branch').getByRole('combobox');
  await expect(forAll).toContainText('Default: asks first');
  await forAll.selectOption('Off');

  await page.goto('/agents/local/change-request');
  const choice = tool(page, 'devtools.create_branch').getByRole('combobox');
  await expect(choice).toContainText('As for all agents: off');
  await choice.selectOption('Runs by itself');
  const question = page.getByRole('group', { name: 'Let devtools.create_branch run by itself?' });
  await expect(question).toContainText('This agent could use it without asking anybody');
  await looksRight(page);
  await question.getByRole('button', { name: 'Let it run unasked' }).click();
  await expect(choice).toHaveValue('AUTO');
  await page.reload();
  await expect(choice).toHaveValue('AUTO');
  await choice.selectOption({ index: 0 });
  await expect(choice).toHaveValue('');
  await page.goto('/agents/tools');
  await forAll.selectOption({ index: 0 });
  await expect(forAll).toHaveValue('');

  const context = await browser.newContext({ baseURL: server.url });
  const member = await context.newPage();
  await register(member, newPerson());
  await member.goto('/agents/tools');
  await expect(tool(member, 'devtools.create_branch')).toContainText('Asks first');
  await expect(member.getByRole('combobox')).toHaveCount(0);
  await member.goto('/agents/directory');
  await expect(entry(member, 'Weather')).toContainText('healthy');
  await expect(member.getByRole('button', { name: /^(Add|Remove|Check)/ })).toHaveCount(0);
  await context.close();
});

test('a conversation is begun from an agent’s page, by what it says one can say', async ({ page }) => {
  await register(page);
  await page.goto('/agents');
  await page.getByRole('link', { name: 'Details of Orchestrator' }).click();
  await expect(page.getByRole('heading', { name: 'Orchestrator' })).toBeVisible();
  await samples(page).getByRole('button').first().click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]+$/);
  await expect(page.getByText('Orchestrator', { exact: true }).first()).toBeVisible();
});
