import type { Page } from '@playwright/test';
import { axe } from './support/accessibility.js';
import { composer, conversation, expect, register, say, startWith, test, waitingCard } from './support/test.js';

const steps = (page: Page) => page.getByRole('list', { name: 'Steps', exact: true });
const step = (page: Page, name: RegExp) => steps(page).getByRole('button', { name });
test.beforeEach(async ({ page }) => {
  await register(page);
});

test('a question leads to its run, which goes on before one’s eyes, and back', async ({ page, context }) => {
  await startWith(page, 'A choice');
  await waitingCard(page).getByRole('link', { name: 'Run' }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]+$/);
  await expect(page.getByRole('status')).toHaveText('Waiting for an answer');
  const asking = step(page, /^Question: .*waiting for you/);
  await asking.click();
  await expect(asking).toHaveAttribute('aria-expanded', 'true');
  const question = page.getByRole('region', { name: 'Question' });
  await expect(question).toContainText('Waits for an answer');
  await expect(question.getByRole('list', { name: 'Deliveries' })).toContainText('Asked in the app');
  await expect(page.getByRole('region', { name: 'Input' })).toContainText('options');

  // Answered elsewhere: this page hears of it.
  const other = await context.newPage();
  await other.goto(page.url());
  await step(other, /^Question: /).click();
  await other.getByRole('link', { name: 'Answer it in the conversation' }).click();
  await expect(waitingCard(other)).toBeFocused();
  await other.getByLabel('Everyone').check();
  await waitingCard(other).getByRole('button', { name: 'Answer' }).click();
  await expect(page.getByRole('status')).toHaveText('Completed');
  await expect(question).toContainText('Answered by you on the web');
  await expect(step(page, /^Message: /)).toBeVisible();
});

test('the list knows every run, its status and agent, and keeps up', async ({ page, context }) => {
  await page.goto('/runs');
  await expect(page.getByText('No runs yet')).toBeVisible();
  const other = await context.newPage();
  await startWith(other, 'A question');
  await expect(waitingCard(other)).toBeVisible();
  const row = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Waiting for an answer');
  await expect(row).toContainText('1 question waits');
  await page.getByLabel('Status').selectOption('FAILED');
  await expect(page.getByText('No such runs')).toBeVisible();
  await page.getByLabel('Status').selectOption('WAITING_FOR_FEEDBACK');
  await page.getByLabel('Agent').selectOption('assistant');
  await expect(row).toHaveCount(1);
  await row.getByRole('link').click();
  await expect(steps(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Status')).toHaveValue('WAITING_FOR_FEEDBACK');
  await page.getByLabel('Status').blur();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/runs$/);
});

test('a run is stopped, retried, and retried from a step', async ({ page }) => {
  await say(page, '[[demo:slow]] Tell me a long story');
  await expect(conversation(page).locator('.caret-host')).toBeVisible();
  await page.getByRole('complementary', { name: 'Run' }).getByRole('link', { name: 'Open run' }).click();
  await expect(page.getByRole('status')).toHaveText('Running');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('status')).toHaveText('Stopped');
  const stopped = page.url();

  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page).not.toHaveURL(stopped);
  await expect(page.getByRole('status')).toHaveText('Running');
  await expect(step(page, /kept/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('status')).toHaveText('Stopped');

  const again = page.url();
  await step(page, /^Language model: /)
    .first()
    .click();
  await page.getByRole('button', { name: 'Retry from here' }).click();
  const sure = page.getByRole('group', { name: 'Retry from here' });
  await expect(sure).toContainText(/A new run keeps \d finished steps? and does again “/);
  await sure.getByRole('button', { name: /^Yes, retry/ }).click();
  await expect(page).not.toHaveURL(again);
  await expect(page.getByRole('link', { name: 'the run before it' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('status')).toHaveText('Stopped');
  await page.goto(again);
  await expect(page.getByRole('link', { name: 'open the newer run' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0);
});

test('a message leads to its run by keyboard', async ({ page }) => {
  await startWith(page, 'A question');
  await composer(page).fill('Sales data');
  await composer(page).press('Enter');
  const link = conversation(page).getByRole('link', { name: 'Run' }).last();
  await link.focus();
  await expect(link).toHaveCSS('opacity', '1');
  await link.press('Enter');
  await expect(page).toHaveURL(/\/runs\//);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, reducedMotion: 'reduce', viewport: { width, height: 900 } });

      test('axe finds nothing, and nothing is wider than the screen, or higher', async ({ page }) => {
        await startWith(page, 'Approve a change');
        await expect(waitingCard(page)).toBeVisible();
        await axe(page);
        await page.goto('/runs');
        await expect(page.getByRole('list', { name: 'Runs' })).toBeVisible();
        await axe(page);
        await page.getByRole('list', { name: 'Runs' }).getByRole('link').first().click();
        await step(page, /^Question: /).click();
        await expect(page.getByRole('region', { name: 'Input' })).toBeVisible();
        await axe(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        // What is too long for the screen scrolls within its frame.
        await page.setViewportSize({ width, height: 400 });
        expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(400);
      });
    });
  }
}
