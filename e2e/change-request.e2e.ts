import { execFileSync } from 'node:child_process';
import { axeInBothThemes } from './support/accessibility.js';
import { addMail, linkSlack, switchTo } from './support/channels.js';
import { MailPerson } from './support/mail-person.js';
import { SlackMember } from './support/slack-member.js';
import { conversation, expect, register, samples, test, waitingCard } from './support/test.js';

const SCOPE = 'Which search shall ignore capital letters?';
const APPROVAL = 'Shall I open a pull request with this change for SHOP-15?';
const BRANCH = 'parley/shop-15-search-does-not-find-what-i-type-in-small-letters';
const PATIENCE = { timeout: 20_000 };

test('a ticket: its scope by mail, words about the diff in Slack, two of three parts approved in the web app, and git', async ({
  page,
  context,
  server,
}) => {
  test.setTimeout(180_000);
  const git = (...args: string[]) =>
    execFileSync('git', ['--git-dir', server.repository, ...args], { encoding: 'utf8' }).trimEnd();
  const main = git('rev-parse', 'main');
  await register(page);
  const mira = await MailPerson.hire(server.mailUrl, 'Mira Okafor');
  await addMail(page, mira);
  const member = await SlackMember.hire(server.slackUrl, 'Mira Okafor');
  await linkSlack(page, member);

  await page.goto('/agents/local/change-request');
  await samples(page).getByRole('button').filter({ hasText: 'SHOP-15' }).click();
  await expect(waitingCard(page)).toContainText(SCOPE, PATIENCE);
  await switchTo(page, 'Email');
  await mira.replies(await mira.waitsFor(SCOPE), 'Both, please. Support has the same trouble.');
  await expect(conversation(page).getByText(/Answered by you by email/i)).toBeVisible(PATIENCE);

  await expect(waitingCard(page)).toContainText(APPROVAL, PATIENCE);
  await switchTo(page, 'Slack');
  await member.gets(APPROVAL);
  const slack = await context.newPage();
  await slack.goto(await member.pageAt());
  const card = slack.getByRole('log').getByRole('article').filter({ hasText: APPROVAL });
  await card.hover();
  await card.getByRole('button', { name: 'Reply in thread' }).click();
  const thread = slack.getByRole('region', { name: 'Thread' });
  await thread.getByRole('textbox', { name: 'Reply' }).fill('Looks right, but please add a test for it as well');
  await slack.keyboard.press('Enter');
  await expect(conversation(page).getByText(/Changes requested by you (in|on) Slack/)).toBeVisible(PATIENCE);

  const revised = waitingCard(page);
  await expect(revised).toContainText('test/search.test.ts', PATIENCE);
  await expect(revised.getByLabel('Include')).toHaveCount(3);
  await axeInBothThemes(page);
  expect(git('for-each-ref', '--format=%(refname:short)', 'refs/heads')).toBe('main');
  await revised.getByLabel('Include').nth(1).uncheck();
  await revised.getByRole('button', { name: 'Approve 2 changes' }).click();
  const link = conversation(page).getByRole('link', { name: /SHOP-15: Ignore capital letters/ });
  await expect(link).toBeVisible(PATIENCE);
  await expect(conversation(page).getByText(/Left out, as you did not approve it/)).toBeVisible();

  expect(git('diff', '--name-only', 'main', BRANCH).split('\n')).toEqual([
    'src/catalogue/search.ts',
    'test/search.test.ts',
  ]);
  expect(git('log', '--format=%s', `main..${BRANCH}`).split('\n')).toEqual(
    Array(2).fill('SHOP-15: Ignore capital letters in search'),
  );
  expect(git('rev-parse', 'main')).toBe(main);
  await page.goto((await link.getAttribute('href')) ?? '');
  await expect(page.getByRole('heading', { name: /Ignore capital letters/ })).toBeVisible();
  await expect(page.getByText('test/search.test.ts').first()).toBeVisible();
  await axeInBothThemes(page);
});
