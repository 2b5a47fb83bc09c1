import type { Page } from '@playwright/test';
import { axe } from './support/accessibility.js';
import { addMail, switchTo } from './support/channels.js';
import { MailPerson } from './support/mail-person.js';
import { conversation, expect, register, startWith, test, waitingCard } from './support/test.js';

const CHANGE = 'Shall I apply this change of the limits?';
const REVISED = 'Shall I apply the revised change of the limits?';
const settled = (page: Page, words: RegExp) => expect(conversation(page).getByText(words).last()).toBeVisible();
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

test.beforeEach(async ({ page }) => {
  await register(page);
});

test('what should be different comes back as a new diff, as often as wanted, and is approved in part', async ({
  page,
}) => {
  await startWith(page, 'Approve a change');
  const card = waitingCard(page);
  await expect(card.getByText(CHANGE)).toBeVisible();
  await expect(card.getByRole('button', { name: 'Request changes…' })).toBeVisible();
  await card.focus();
  await page.keyboard.press('c');
  const words = card.getByLabel('What should be different?');
  const send = card.getByRole('button', { name: 'Request changes' });
  await expect(words).toBeFocused();
  await expect(send).toBeDisabled();
  await words.fill('   ');
  await expect(send).toBeDisabled();
  // Parts are approved or the whole is wanted otherwise: never both.
  await expect(card.getByLabel('Include')).toHaveCount(0);
  await words.fill('45 seconds, please');
  await page.reload();
  await card.getByRole('button', { name: 'Request changes…' }).click();
  await expect(words).toHaveValue('45 seconds, please');
  await send.click();
  await settled(page, /Changes requested by you on the web, \d\d:\d\d/);

  await expect(card.getByText(REVISED)).toBeVisible();
  await expect(card.getByText('requestTimeoutMs: 45000')).toBeVisible();
  await card.getByRole('button', { name: 'Request changes…' }).click();
  await words.fill('no, rather 20');
  await words.press('Enter');
  await expect(card.getByText('requestTimeoutMs: 20000')).toBeVisible();

  await card.getByLabel('Include').nth(1).uncheck();
  await card.getByRole('button', { name: 'Approve 2 changes' }).click();
  await settled(page, /Approved in part by you on the web/);
  await settled(page, /You approved 2 of 3 places/);
});

test('what should be different is said by mail: in a reply, or on the page of a button', async ({ page, server }) => {
  const mira = await MailPerson.hire(server.mailUrl, 'Mira Okafor');
  await addMail(page, mira);
  await startWith(page, 'Approve a change');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Email');
  const mail = await mira.waitsFor(CHANGE);
  expect(mail.text).toContain('-  requestTimeoutMs: 60000\n+  requestTimeoutMs: 15000');
  expect(mail.text).toContain('attached as change.patch');
  // Whoever has the session before them is asked there.
  await page.goto('/settings');
  await mira.replies(mail, 'Yes, but rather 50 seconds.');

  const revised = await mira.waitsFor(REVISED);
  expect(revised.text).toContain('+  requestTimeoutMs: 50000');
  const [, , revise = ''] = mira.links(revised).filter((link) => link.includes('/answer/'));
  await page.goto(revise);
  const confirm = page.getByRole('button', { name: 'Confirm: Request changes' });
  await expect(confirm).toBeDisabled();
  await page.getByLabel('What should be different?').fill('Make it 70');
  await confirm.click();
  await expect(page.getByText('Your answer is in')).toBeVisible();
  expect((await mira.waitsFor('requestTimeoutMs: 70000')).text).toContain(REVISED);
});

test('the diff takes the layout its room allows, remembers another one, and is walked by keyboard', async ({
  page,
}) => {
  await page.setViewportSize(wide);
  await startWith(page, 'Approve a change');
  const card = waitingCard(page);
  await expect(card.locator('.diff-unified').first()).toBeVisible();
  await card.getByRole('button', { name: 'Side by side' }).click();
  await page.reload();
  await expect(card.locator('.diff-split').first()).toBeVisible();

  await card.focus();
  const marked = card.locator('[data-hunk][data-current]');
  for (const [key, hunk] of [
    ['n', 'config/server.yaml#0'],
    ['n', 'config/server.yaml#1'],
    ['n', 'src/limits.ts#0'],
    ['n', 'src/limits.ts#0'],
    ['p', 'config/server.yaml#1'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(marked).toHaveAttribute('data-hunk', hunk);
    await expect(marked).toBeInViewport();
  }

  await page.setViewportSize(phone);
  await expect(card.locator('.diff-unified').first()).toBeVisible();
  await expect(card.getByRole('button', { name: 'Side by side' })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
});

/** A diff of so many files, each of so many lines. */
const diffOf = (files: number, lines: number) =>
  Array.from({ length: files }, (_file, at) => {
    const body = Array.from({ length: lines }, (_line, line) => `+const value${line} = ${line * at};`).join('\n');
    return `diff --git a/src/module-${at}/index.ts b/src/module-${at}/index.ts\n--- a/src/module-${at}/index.ts\n+++ b/src/module-${at}/index.ts\n@@ -0,0 +1,${lines} @@\n${body}\n`;
  }).join('');

/** The page shows this diff in the place of the one that was asked about. */
const withDiff = async (page: Page, diff: string) => {
  await page.route(/\/api\/sessions\/[^/]+\/view/, async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    await route.fulfill({
      response: answer,
      body: text.replaceAll(/"diff":"(?:[^"\\]|\\.)*"/g, `"diff":${JSON.stringify(diff).replaceAll('$', '$$$$')}`),
    });
  });
  await page.reload();
};

test('a diff of thousands of lines is there at once, folded, with a list of its files', async ({ page }) => {
  await page.setViewportSize(wide);
  await startWith(page, 'Approve a change');
  const card = waitingCard(page);
  await expect(card.getByText('2 files changed')).toBeVisible();
  await withDiff(page, diffOf(10, 500));
  await expect(card.getByText('10 files changed, 10 places')).toBeVisible();
  const list = card.getByRole('navigation', { name: 'Changed files' });
  await expect(list.getByRole('button')).toHaveCount(10);
  await list.getByRole('button').nth(7).click();
  const file = card.getByRole('region', { name: 'src/module-7/index.ts' });
  await expect(file).toBeInViewport();
  expect(await card.locator('.diff-line').count()).toBeLessThan(1_600);
  const took = await page.evaluate(async () => {
    const button = document.querySelector<HTMLElement>('[data-file="src/module-7/index.ts"] [data-hunk]');
    const start = performance.now();
    button?.click();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - start;
  });
  await expect(file.getByText('const value499')).toBeAttached();
  expect(took).toBeLessThan(1_000);
  await axe(page, '[data-card]');
});
