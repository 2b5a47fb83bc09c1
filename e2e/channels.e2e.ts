import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { composer, conversation, expect, register, startWith, test, waitingCard } from './support/test.js';

interface SandboxMessage {
  address: string;
  summary: string;
  text: string;
  controls: { label: string }[];
}

const received = async (page: Page, address: string): Promise<SandboxMessage[]> => {
  const state = await (await page.request.get('/sandbox/state')).json();
  return state.channels
    .flatMap((channel: { messages: SandboxMessage[] }) => channel.messages)
    .filter((message: SandboxMessage) => message.address === address);
};
const receivedSoon = async (page: Page, address: string, summary: string): Promise<void> => {
  await expect.poll(async () => (await received(page, address)).map((message) => message.summary)).toContain(summary);
};

/** Adds a Slack address as a newcomer would: by its code, read in the sandbox. */
const addSlack = async (page: Page): Promise<string> => {
  const address = `u${randomUUID().slice(0, 8)}`;
  await page.goto('/settings/channels');
  await page.getByRole('button', { name: 'Add Slack' }).click();
  await page.getByLabel('Slack member ID').fill(address);
  await page.getByRole('button', { name: 'Send the code' }).click();
  const code = page.getByLabel(`Code sent to ${address}`);
  await expect(code).toBeVisible();
  const [message] = await received(page, address);
  // The sixth digit sends it.
  await code.fill(/\b\d{6}\b/.exec(message?.text ?? '')?.[0] ?? '');
  await expect(page.getByRole('button', { name: 'Send a test' })).toBeVisible();
  return address;
};

const switchTo = async (page: Page, channel: string): Promise<void> => {
  await page.getByRole('button', { name: /^Channel:/ }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${channel}`) }).click();
};

test.beforeEach(async ({ page }) => {
  await register(page);
});

test('a session is switched while its question waits, and answered over there', async ({ page, context }) => {
  const address = await addSlack(page);
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Slack');
  await receivedSoon(page, address, 'Who should get the announcement?');
  await expect(page.getByRole('button', { name: 'Channel: Slack' })).toBeVisible();
  await expect(waitingCard(page).getByText(/^Moved to Slack/)).toBeVisible();
  await expect(conversation(page).getByText('1 open question moved there.')).toBeVisible();

  const slack = await context.newPage();
  await slack.goto('/sandbox');
  const card = slack.getByRole('article').filter({ hasText: `slack to ${address}` });
  await card.getByRole('button', { name: 'Everyone' }).click();
  await expect(conversation(page).getByText(/Answered by you (on|in) Slack/)).toBeVisible();
  await expect(waitingCard(page)).toHaveCount(0);
  // The card over there cannot be answered any more.
  await expect
    .poll(async () => (await received(page, address)).every(({ controls }) => controls.length === 0))
    .toBe(true);
});

test('a command typed in the composer switches too, and what cannot be done is said', async ({ page }) => {
  await addSlack(page);
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await composer(page).fill('/switch email');
  await composer(page).press('Enter');
  await expect(conversation(page).getByText(/You have no address there yet/)).toBeVisible();
  await composer(page).fill('/switch slack');
  await composer(page).press('Enter');
  await expect(page.getByRole('button', { name: 'Channel: Slack' })).toBeVisible();
  await expect(conversation(page).getByText('1 open question moved there.')).toBeVisible();
});

test('the timeline shows a failure, the next rung and what comes next, as it happens', async ({ page }) => {
  const address = await addSlack(page);
  const fault = { kind: 'transient', times: 1, operation: 'deliver', address };
  expect((await page.request.post('/sandbox/slack/faults', { data: fault })).status()).toBe(204);
  await startWith(page, 'A choice');
  await waitingCard(page).getByRole('button', { name: 'Delivery' }).click();
  const deliveries = page.getByRole('list', { name: 'Deliveries' });
  await expect(deliveries.getByRole('listitem')).toHaveCount(1);
  await switchTo(page, 'Slack');
  // Told while it is open: the failed try, then the one that arrived.
  await expect(deliveries.getByText(/^Could not be asked in Slack/)).toBeVisible();
  await receivedSoon(page, address, 'Who should get the announcement?');
  await expect(deliveries.getByRole('listitem')).toHaveCount(3);
  await expect(waitingCard(page).getByText(/^Next: Web in/)).toBeVisible();
});

test('the inbox is worked off with the keyboard alone', async ({ page }) => {
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await startWith(page, 'Approve an action');
  await expect(waitingCard(page).first()).toBeVisible();
  await page.goto('/inbox');
  const cards = page.getByRole('feed', { name: 'Questions' }).getByRole('article');
  await expect(cards).toHaveCount(2);
  // From the choice: its second option, answered.
  const choice = cards.filter({ hasText: 'Who should get the announcement?' });
  await page.keyboard.press('j');
  if (!(await choice.evaluate((card) => card === document.activeElement))) await page.keyboard.press('j');
  await expect(choice).toBeFocused();
  await page.keyboard.press('2');
  await expect(choice.getByRole('radio', { name: /Everyone/ })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(choice.getByText(/Answered by you on the web/)).toBeVisible();
  // The next question opens with the focus. For a moment it takes no decision, lest a key meant for the last one falls on it.
  const approval = cards.filter({ hasText: 'May I delete' });
  await expect(approval).toBeFocused();
  await page.waitForTimeout(500);
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Rejected by you on the web/).first()).toBeVisible();
});
