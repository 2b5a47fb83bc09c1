import type { Page } from '@playwright/test';
import { composer, conversation, expect, register, startWith, test, waitingCard } from './support/test.js';

const settled = (page: Page, words: RegExp) => expect(conversation(page).getByText(words)).toBeVisible();
const answered = (page: Page) => settled(page, /Answered by you on the web, \d\d:\d\d/);

test.beforeEach(async ({ page }) => {
  await register(page);
});

test('TEXT is answered from the composer', async ({ page }) => {
  await startWith(page, 'A question');
  await expect(page.getByText('Answering:')).toBeVisible();
  await composer(page).fill('I want to analyse sales data');
  await composer(page).press('Enter');
  await answered(page);
  await expect(waitingCard(page)).toHaveCount(0);
  await expect(
    conversation(page)
      .getByText(/sales data/)
      .last(),
  ).toBeVisible();
});

test('TEXT is answered in its card', async ({ page }) => {
  await startWith(page, 'A question');
  await waitingCard(page).getByLabel('Your answer').fill('Server logs');
  await waitingCard(page).getByRole('button', { name: 'Answer' }).click();
  await answered(page);
});

test('CHOICE is answered by keyboard alone', async ({ page }) => {
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await composer(page).blur();
  await page.keyboard.press('j');
  await expect(waitingCard(page)).toBeFocused();
  await page.keyboard.press('2');
  await expect(page.getByLabel(/Everyone/)).toBeChecked();
  await page.keyboard.press('Enter');
  await answered(page);
  await expect(composer(page)).toBeFocused();
});

test('CHOICE takes another answer where it may', async ({ page }) => {
  await startWith(page, 'A choice');
  await waitingCard(page).getByLabel('Something else').fill('Only the partners');
  await waitingCard(page).getByRole('button', { name: 'Answer' }).click();
  await answered(page);
  await expect(conversation(page).getByText('Only the partners').first()).toBeVisible();
});

test('MULTI_CHOICE takes several', async ({ page }) => {
  await startWith(page, 'Several choices');
  const options = waitingCard(page).getByRole('checkbox');
  await options.nth(0).check();
  await options.nth(1).check();
  await waitingCard(page).getByRole('button', { name: 'Answer (2)' }).click();
  await answered(page);
});

test('APPROVAL shows the exact call and is approved with edits', async ({ page }) => {
  await startWith(page, 'Approve an action');
  const card = waitingCard(page);
  const call = card.getByRole('group', { name: 'What will run' });
  await expect(call).toContainText('storage.delete_objects');
  await card.getByRole('button', { name: 'Edit arguments' }).click();
  const editor = card.getByLabel('Arguments (JSON)');
  const text = await editor.inputValue();
  await editor.fill('{ broken');
  await expect(card.getByText(/not valid JSON/)).toBeVisible();
  await expect(card.getByRole('button', { name: /^Approve/ })).toBeDisabled();
  await editor.fill(text.replace('false', 'true'));
  await expect(call.getByText('edited')).toBeVisible();
  await card.getByRole('button', { name: 'Approve with edits' }).click();
  const sure = card.getByRole('button', { name: 'Yes, run it' });
  // A destructive call asks once more, in place.
  if (await sure.isVisible()) await sure.click();
  await settled(page, /Approved with edits by you on the web/);
});

test('APPROVAL is rejected with feedback', async ({ page }) => {
  await startWith(page, 'Approve an action');
  await waitingCard(page).getByRole('button', { name: 'Reject…' }).click();
  await waitingCard(page).getByLabel('Why not').fill('Keep them until the audit is over');
  await waitingCard(page).getByRole('button', { name: 'Reject with feedback' }).click();
  await settled(page, /Rejected by you on the web/);
  await expect(conversation(page).getByText('Keep them until the audit is over').first()).toBeVisible();
});

test('APPROVAL of a diff is given hunk by hunk', async ({ page }) => {
  await startWith(page, 'Approve a change');
  const card = waitingCard(page);
  await expect(card.getByText('2 files changed')).toBeVisible();
  await card.getByRole('button', { name: 'Side by side' }).click();
  await expect(card.locator('.diff-split').first()).toBeVisible();
  await card.getByLabel('Include').nth(1).uncheck();
  await card.getByRole('button', { name: 'Approve 2 changes' }).click();
  await settled(page, /Approved in part by you on the web/);
  await expect(page.getByRole('region', { name: 'Approved' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Left out' }).getByRole('listitem')).toHaveCount(1);
});

test('FORM names what is missing, keeps what was typed, and is sent', async ({ page }) => {
  await startWith(page, 'A form');
  const card = waitingCard(page);
  await card.getByLabel('Title').fill('Planning');
  await card.getByRole('button', { name: 'Submit' }).click();
  await expect(card.getByText('This is needed.').first()).toBeVisible();
  await page.reload();
  await expect(card.getByLabel('Title')).toHaveValue('Planning');
  await card.getByLabel('Date').fill('2026-12-01');
  await card.getByLabel('Room').selectOption({ index: 1 });
  await card.getByLabel('Number of people').fill('6');
  await card.getByRole('button', { name: 'Submit' }).click();
  await answered(page);
});

test('NOTICE is acknowledged', async ({ page }) => {
  await startWith(page, 'A notice');
  await waitingCard(page).getByRole('button', { name: 'Got it' }).click();
  await settled(page, /Seen by you on the web/);
});

test('a question is withdrawn', async ({ page }) => {
  await startWith(page, 'A choice');
  await waitingCard(page).getByRole('button', { name: 'Withdraw' }).click();
  await waitingCard(page).getByRole('button', { name: 'Withdraw it' }).click();
  await settled(page, /^Withdrawn/);
});

test('the inbox gathers what waits and is answered in place', async ({ page }) => {
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await startWith(page, 'A question');
  await expect(waitingCard(page)).toBeVisible();
  await composer(page).blur();
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(waitingCard(page)).toHaveCount(2);
  await page.getByLabel('Beta users').check();
  await waitingCard(page).filter({ hasText: 'Beta users' }).getByRole('button', { name: 'Answer' }).click();
  await expect(page.getByText(/Answered by you on the web/)).toBeVisible();
  await expect(page.getByRole('link', { name: /Inbox/ })).toContainText('1');
});

test('who answers second is told who was first, and loses nothing unsaid', async ({ page, context }) => {
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await page.getByLabel('Everyone').check();
  // The second answer leaves before the first one's event arrives.
  await page.routeWebSocket('**/ws', () => undefined);
  const held: (() => void)[] = [];
  await page.route('**/answer', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.getByRole('button', { name: 'Answer' }).click();
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible();

  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByLabel('Beta users').check();
  await second.getByRole('button', { name: 'Answer' }).click();
  await expect(second.getByText(/Answered by you on the web/)).toBeVisible();
  for (const release of held) release();
  await expect(page.getByText(/You answered first in another tab at \d\d:\d\d: “/)).toBeVisible();
  await expect(conversation(page).getByText('Beta users').first()).toBeVisible();
});
