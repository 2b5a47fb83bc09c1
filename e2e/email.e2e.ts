import type { Page } from '@playwright/test';
import { addMail, linkSlack, prefer, switchTo } from './support/channels.js';
import { MailPerson } from './support/mail-person.js';
import { SlackMember } from './support/slack-member.js';
import { composer, conversation, expect, register, startWith, test, waitingCard } from './support/test.js';

const QUESTION = 'Who should get the announcement?';
/** The web page shows what was decided by mail this soon. */
const SOON = { timeout: 3_000 };

let mira: MailPerson;
/** The pages of the local mailbox, as the person. */
let mail: Page;
test.beforeEach(async ({ page, context, server }) => {
  await register(page);
  mira = await MailPerson.hire(server.mailUrl, 'Mira Okafor');
  await addMail(page, mira);
  mail = await context.newPage();
  await mail.goto(mira.pageAt());
});

const opened = () => mail.getByRole('region', { name: 'Conversation' });
const lastMail = () =>
  opened().getByRole('article').last().frameLocator('iframe[title="Mail as HTML"]').locator('body');
const open = (subject: string) =>
  mail.getByRole('list', { name: 'Conversations' }).getByRole('link').filter({ hasText: subject }).click();
const reply = async (words: string): Promise<void> => {
  await opened().getByRole('button', { name: 'Reply', exact: true }).click();
  await opened().getByRole('textbox', { name: 'Your words' }).fill(words);
  await opened().getByRole('button', { name: 'Send' }).click();
};
const answeredByMail = (page: Page) => conversation(page).getByText(/Answered by you by email/i);
const answers = (page: Page) => conversation(page).getByText(/Answered by you/);

test('a question reaches the mailbox, is answered by reply, and the agent goes on in both places', async ({ page }) => {
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Email');
  await open(QUESTION);
  await expect(lastMail().getByText('12,880 people')).toBeVisible();
  await reply('Everyone, please');
  await expect(answeredByMail(page)).toBeVisible(SOON);
  await expect(waitingCard(page)).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'Also in Email' })).toBeVisible();
  await mira.waitsFor('Answered by');
  await expect(lastMail().getByText(/A draft for .Everyone/)).toBeVisible();
});

test('somebody who is away begins by mail and answers by mail; the web app has the whole of it', async ({ page }) => {
  await page.goto('about:blank');
  await mail.getByRole('button', { name: 'Write' }).click();
  await mail.getByLabel('To', { exact: true }).fill('parley@acme.example');
  await mail.getByLabel('Subject').fill('The launch');
  await mail.getByRole('textbox', { name: 'Your words' }).fill('Write the launch mail for our new version');
  await mail.getByRole('button', { name: 'Send' }).click();
  await expect(mail.getByRole('link').filter({ hasText: 'Assistant' })).toBeVisible();
  await open('The launch');
  await expect(lastMail().getByText(QUESTION)).toBeVisible();
  await reply('2');
  await expect(lastMail().getByText(/A draft for .Everyone/)).toBeVisible();

  await page.goto('/sessions');
  await page.getByRole('link', { name: /The launch/ }).click();
  await expect(conversation(page).getByRole('img', { name: 'by Email' }).first()).toBeVisible();
  await expect(answeredByMail(page)).toBeVisible();
  await composer(page).fill('Thank you. And now in the web app.');
  await composer(page).press('Enter');
  await expect(conversation(page).getByRole('img', { name: 'by Web' }).first()).toBeVisible();
});

test('mail fails, so Slack has the question; Slack fails, so mail has it', async ({ page, server }) => {
  const member = await SlackMember.hire(server.slackUrl, 'Mira Okafor');
  await linkSlack(page, member);
  await prefer(page, ['Email', 'Slack']);
  await mira.fails({ kind: 'daily_limit' }, { method: 'messages.send', to: mira.email });
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Email');
  await member.gets(QUESTION);
  await member.presses('Everyone');
  await expect(answers(page)).toHaveCount(1);
  await expect(conversation(page).getByText(/Answered by you (on|in) Slack/)).toBeVisible();
  expect((await mira.mails()).filter(({ subject }) => subject.includes(QUESTION))).toEqual([]);

  await member.fails({ kind: 'api_error', error: 'user_disabled' }, { method: 'chat.postMessage' });
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Slack');
  await mira.replies(await mira.waitsFor(QUESTION), 'Beta users');
  await expect(answeredByMail(page)).toBeVisible();
});

test('from the web to Slack to mail and back with one question: it is answered once', async ({ page, server }) => {
  const member = await SlackMember.hire(server.slackUrl, 'Mira Okafor');
  await linkSlack(page, member);
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Slack');
  await member.gets(QUESTION);
  await switchTo(page, 'Email');
  const asked = await mira.waitsFor(QUESTION);
  await switchTo(page, 'Web');
  await expect(page.getByRole('button', { name: 'Channel: Web' })).toBeVisible();
  await waitingCard(page)
    .getByLabel(/Everyone/)
    .check();
  // A card that has just come back takes no decision for a moment.
  await expect(async () => {
    if ((await answers(page).count()) === 0) await waitingCard(page).getByRole('button', { name: 'Answer' }).click();
    await expect(answers(page)).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  // Who answers the mail all the same is told, and nothing changes.
  await mira.replies(asked, 'Beta users');
  await mira.waitsFor('answered first');
  expect((await mira.mails()).filter(({ text }) => /Answered by/.test(text))).toHaveLength(1);
  await expect.poll(() => member.buttons()).toEqual([]);
  await expect(answers(page)).toHaveCount(1);
});

test('a button in a mail opens a page that confirms; looking at every link changes nothing', async ({ page }) => {
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Email');
  const asked = await mira.waitsFor(QUESTION);
  for (let times = 0; times < 3; times++) await mira.scans(asked);
  await expect(waitingCard(page)).toBeVisible();
  await open(QUESTION);
  const [confirming] = await Promise.all([
    mail.waitForEvent('popup'),
    lastMail().getByRole('link', { name: 'Everyone' }).click(),
  ]);
  await confirming.getByRole('button', { name: 'Confirm: Everyone' }).click();
  await expect(answeredByMail(page)).toBeVisible();
  await confirming.reload();
  await expect(confirming.getByRole('button', { name: /Confirm/ })).toHaveCount(0);
});
