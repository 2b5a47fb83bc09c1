import type { Page } from '@playwright/test';
import { linkSlack, switchTo } from './support/channels.js';
import { SlackMember } from './support/slack-member.js';
import { composer, conversation, expect, register, startWith, test, waitingCard } from './support/test.js';

/** The web page shows what was decided in Slack this soon. */
const SOON = { timeout: 1_000 };

let member: SlackMember;
/** The pages of the local Slack, as the person. */
let slack: Page;
test.beforeEach(async ({ page, context, server }) => {
  await register(page);
  member = await SlackMember.hire(server.slackUrl, 'Mira Okafor');
  await linkSlack(page, member);
  slack = await context.newPage();
  await slack.goto(await member.pageAt());
});

const log = () => slack.getByRole('log');
const cardThat = (asks: string) => log().getByRole('article').filter({ hasText: asks });
/** Started in the web app, then switched to Slack while its question waits. */
const askInSlack = async (page: Page, sample: string, question: string): Promise<void> => {
  await startWith(page, sample);
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Slack');
  await expect(cardThat(question)).toBeVisible();
};
const resolved = (page: Page) =>
  expect(conversation(page).getByText(/Answered by you (on|in) Slack/)).toBeVisible(SOON);
const goesOn = async (page: Page): Promise<void> => {
  await expect(waitingCard(page)).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'Also in Slack' })).toBeVisible();
};

test('a question is answered by a reply in the thread, and the agent goes on in both places', async ({ page }) => {
  await askInSlack(page, 'A question', 'What kind of data would you like to analyse?');
  const card = cardThat('What kind of data would you like to analyse?');
  await card.hover();
  await card.getByRole('button', { name: 'Reply in thread' }).click();
  const thread = slack.getByRole('region', { name: 'Thread' });
  await thread.getByRole('textbox', { name: 'Reply' }).fill('Sales of <last> year & this');
  await slack.keyboard.press('Enter');
  await resolved(page);
  await expect(conversation(page).getByText('Sales of <last> year & this').first()).toBeVisible();
  await goesOn(page);
  await expect(thread.getByText(/Here is a small plan/)).toBeVisible();
  await expect(thread.getByText(/Answered by Mira|Answered by Ann/)).toBeVisible();
});

test('a question is answered by a button, and the card says so', async ({ page }) => {
  await askInSlack(page, 'A choice', 'Who should get the announcement?');
  await log().getByRole('button', { name: 'Everyone' }).click();
  await resolved(page);
  await expect(log().getByRole('button', { name: 'Everyone' })).toHaveCount(0);
  await goesOn(page);
});

test('a question is answered in a modal, which says what is wrong', async ({ page }) => {
  await startWith(page, 'A form');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Slack');
  await log().getByRole('button', { name: 'Fill in…' }).click();
  const modal = slack.getByRole('dialog');
  await modal.getByRole('button', { name: 'Send' }).click();
  await expect(modal.getByRole('alert').first()).toBeVisible();
  await expect(waitingCard(page)).toBeVisible();
  await modal.getByLabel('Title').fill('Quarterly plan');
  await modal.getByLabel('Date').fill('2027-03-01');
  await modal.getByLabel('Number of people').fill('4');
  await modal.getByLabel('Room').selectOption('Limmat');
  await modal.getByRole('button', { name: 'Send' }).click();
  await expect(modal).toHaveCount(0);
  await resolved(page);
  await goesOn(page);
});

test('the channel is switched by the slash command, and the question answered there', async ({ page }) => {
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  const box = slack.getByRole('textbox', { name: 'Message Parley' });
  await box.fill('/parley switch slack');
  await box.press('Enter');
  await expect(log().getByText('Only visible to you').last()).toBeVisible();
  await cardThat('Who should get the announcement?').getByRole('button', { name: 'Beta users' }).click();
  await resolved(page);
  await goesOn(page);
});

test('a session begun by a mention in a channel goes on in the web app: one timeline', async ({ page }) => {
  await slack.goto(await member.pageAt('C0GENERAL'));
  const box = slack.getByRole('textbox', { name: 'Message #general' });
  await box.fill('@Parley Write the launch mail for our new version');
  await box.press('Enter');
  await page.goto('/sessions');
  await page.getByRole('link', { name: /Write the launch mail/ }).click();
  await expect(waitingCard(page)).toBeVisible();
  await expect(conversation(page).getByRole('img', { name: 'by Slack' })).toBeVisible();
  await waitingCard(page)
    .getByLabel(/Everyone/)
    .check();
  await waitingCard(page).getByRole('button', { name: 'Answer' }).click();
  await expect(conversation(page).getByText(/Answered by you on the web/)).toBeVisible();
  await composer(page).fill('Thank you. And now in the web app.');
  await composer(page).press('Enter');
  await expect(conversation(page).getByRole('img', { name: 'by Web' }).first()).toBeVisible();
  await slack
    .getByText(/^\d+ repl(y|ies)/)
    .last()
    .click();
  await expect(slack.getByRole('region', { name: 'Thread' }).getByText(/Answered by Ann/)).toBeVisible();
});
