import type { Locator, Page } from '@playwright/test';
import { composer, conversation, expect, register, say, startWith, test, waitingCard } from './support/test.js';

const END_OF_STORY = 90_000;
const shownText = async (page: Page) => (await conversation(page).textContent()) ?? '';
const shownLength = async (page: Page) => (await shownText(page)).length;
const stop = { name: 'Stop the agent' };

test('an answer streams in, and a reload in its middle goes on', async ({ page }) => {
  await register(page);
  await startWith(page, 'Just an answer');
  await expect(conversation(page).getByRole('heading', { name: 'The question that waited' })).toBeVisible();
  const before = await shownLength(page);
  await expect.poll(() => shownLength(page)).toBeGreaterThan(before);

  await page.reload();
  // The part that was there is there again, still streaming, and it grows.
  await expect(conversation(page).getByRole('heading', { name: 'The question that waited' })).toBeVisible();
  await expect(page.getByRole('button', stop)).toBeVisible();
  const after = await shownLength(page);
  await expect.poll(() => shownLength(page)).toBeGreaterThan(after);
});

test('stop acts at once, and the run can be tried again', async ({ page }) => {
  await register(page);
  await startWith(page, 'Just an answer');
  await expect(conversation(page).getByRole('heading', { name: 'The question that waited' })).toBeVisible();
  await page.getByRole('button', stop).click();
  await expect(page.getByText('Stopped. What was written stays.')).toBeVisible({ timeout: 3_000 });
  await expect(page.getByRole('button', stop)).toBeHidden();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('button', stop)).toBeVisible();
});

test('the reader who scrolled up is left alone, and can go back to the end', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 420 });
  await register(page);
  await startWith(page, 'Just an answer');
  const log = conversation(page);
  await expect(log.getByRole('heading', { name: '1. The night shift' })).toBeVisible();
  await expect.poll(() => log.evaluate((element) => element.scrollTop)).toBeGreaterThan(60);
  await log.hover();
  await page.mouse.wheel(0, -400);
  const toEnd = page.getByRole('button', { name: /New messages|To the end/ });
  await expect(toEnd).toBeVisible();
  const top = await log.evaluate((element) => element.scrollTop);
  await page.waitForTimeout(800);
  expect(await log.evaluate((element) => element.scrollTop)).toBe(top);
  await toEnd.click();
  await expect(toEnd).toBeHidden();
});

test('a draft waits for its writer', async ({ page }) => {
  await register(page);
  await startWith(page, 'A choice');
  await composer(page).fill('half a thought');
  await page.reload();
  await expect(composer(page)).toHaveValue('half a thought');
});

test('a second tab stays in step', async ({ page, context }) => {
  await register(page);
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(waitingCard(second)).toBeVisible();

  await second.getByLabel('Beta users').check();
  await second.getByRole('button', { name: 'Answer' }).click();
  await expect(second.getByText(/Answered by you on the web/)).toBeVisible();
  await expect(page.getByText(/Answered by you on the web/)).toBeVisible();
  await expect(waitingCard(page)).toHaveCount(0);
});

test('a server killed under the open page: one quiet line, nothing lost, then it goes on by itself', async ({
  page,
  server,
}) => {
  await register(page);
  await startWith(page, 'A question');
  await expect(waitingCard(page)).toBeVisible();

  await server.kill();
  await expect(page.getByText('Reconnecting…')).toBeVisible();
  await page.getByRole('button', { name: 'Write a message instead' }).click();
  await composer(page).fill('One more thing: only last year.');
  await composer(page).press('Enter');
  await expect(page.getByText('Kept here. It is sent as soon as the line is back.')).toBeVisible();

  await server.start();
  await expect(page.getByText('Reconnecting…')).toBeHidden({ timeout: 20_000 });
  await expect(page.getByText('Kept here.')).toBeHidden();
  await expect(conversation(page).getByText('One more thing: only last year.')).toHaveCount(1);

  // The question survived, and so does the run behind it.
  const card = waitingCard(page).first();
  await card.getByLabel('Your answer').fill('Sales figures');
  await card.getByRole('button', { name: 'Answer' }).click();
  await expect(page.getByText(/Answered by you on the web/)).toBeVisible();
  await page.reload();
  await expect(conversation(page).getByText('One more thing: only last year.')).toHaveCount(1);
});

test('an answer given while the server is away leaves by itself', async ({ page, server }) => {
  await register(page);
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await server.kill();
  await waitingCard(page).getByLabel('Beta users').check();
  await waitingCard(page).getByRole('button', { name: 'Answer' }).click();
  await expect(waitingCard(page).getByText('is sent as soon as the line is back')).toBeVisible();
  await server.start();
  await expect(page.getByText(/Answered by you on the web/)).toBeVisible({ timeout: 20_000 });
});

test('an answer cut by a kill goes on after the restart', async ({ page, server }) => {
  test.setTimeout(2 * END_OF_STORY);
  await register(page);
  await say(page, 'Tell me a long story');
  await expect(conversation(page).getByRole('heading', { name: '1. The night shift' })).toBeVisible();
  await server.kill();
  await page.waitForTimeout(500);
  await server.start();
  await expect(page.getByRole('button', stop)).toBeHidden({ timeout: END_OF_STORY });
  await expect(conversation(page).getByRole('heading', { name: 'The question that waited' })).toHaveCount(1);
  const shown = await shownText(page);
  await page.reload();
  await expect(conversation(page).getByRole('heading', { name: 'The question that waited' })).toBeVisible();
  expect(await shownText(page)).toBe(shown);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });

  const tap = async (page: Page, target: Locator) => {
    const box = await target.boundingBox();
    if (!box) throw new Error('nothing to tap');
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  };

  test('one tap sends what was written', async ({ page }) => {
    await register(page);
    await startWith(page, 'A choice');
    await expect(waitingCard(page)).toBeVisible();
    const bar = page.getByRole('navigation', { name: 'Main' });
    await expect(bar).toBeVisible();
    await tap(page, composer(page));
    await page.keyboard.type('only the partners');
    await expect(bar).toBeHidden();

    await tap(page, page.getByRole('button', { name: 'Send' }));
    await expect(composer(page)).toHaveValue('');
    await expect(conversation(page).getByText('only the partners')).toBeVisible();
    // The keyboard stays for the next message, and the bar stays away.
    await expect(composer(page)).toBeFocused();
    await expect(bar).toBeHidden();
  });

  test('one tap on a card answers it, although it ends the writing below', async ({ page }) => {
    await register(page);
    await startWith(page, 'Approve an action');
    await expect(waitingCard(page)).toBeVisible();
    await tap(page, composer(page));
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    // A finger comes later than the frame in which the room was made.
    await page.waitForTimeout(400);
    await tap(page, waitingCard(page).getByRole('button', { name: 'Comment' }));
    await expect(waitingCard(page).getByLabel('Comment')).toBeVisible();
  });
});
