import { addMail, channelOrder, linkSlack, switchTo } from './support/channels.js';
import { MailPerson } from './support/mail-person.js';
import { SlackMember } from './support/slack-member.js';
import { composer, conversation, expect, register, startWith, test, waitingCard } from './support/test.js';

test.beforeEach(async ({ page }) => {
  await register(page);
});

test('a session is switched while its question waits, and answered over there', async ({ page, server }) => {
  const mira = new SlackMember(server.slackUrl, 'U0MIRA', 'Mira Okafor');
  await linkSlack(page, mira);
  await startWith(page, 'A choice');
  await expect(waitingCard(page)).toBeVisible();
  await switchTo(page, 'Slack');
  await mira.gets('Who should get the announcement?');
  await expect(page.getByRole('button', { name: 'Channel: Slack' })).toBeVisible();
  await expect(waitingCard(page).getByText(/^Moved to Slack/)).toBeVisible();
  await expect(conversation(page).getByText('1 open question moved there.')).toBeVisible();

  await mira.presses('Everyone');
  await expect(conversation(page).getByText(/Answered by you (on|in) Slack/)).toBeVisible();
  await expect(waitingCard(page)).toHaveCount(0);
  // The card over there cannot be answered any more.
  await expect.poll(() => mira.buttons()).toEqual([]);
});

test('a command typed in the composer switches too, and what cannot be done is said', async ({ page, server }) => {
  await linkSlack(page, new SlackMember(server.slackUrl, 'U0NOA', 'Noa Lindqvist'));
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

test('the timeline shows a failure, the next rung and what comes next, as it happens', async ({ page, server }) => {
  const jun = new SlackMember(server.slackUrl, 'U0JUN', 'Jun Park');
  await linkSlack(page, jun);
  await jun.fails({ kind: 'api_error', error: 'service_unavailable' }, { method: 'chat.postMessage' });
  await startWith(page, 'A choice');
  await waitingCard(page).getByRole('button', { name: 'Delivery' }).click();
  const deliveries = page.getByRole('list', { name: 'Deliveries' });
  await expect(deliveries.getByRole('listitem')).toHaveCount(1);
  await switchTo(page, 'Slack');
  // Told while it is open: the failed try, then the one that arrived.
  await expect(deliveries.getByText(/^Could not be asked in Slack/)).toBeVisible();
  await jun.gets('Who should get the announcement?');
  await expect(deliveries.getByRole('listitem')).toHaveCount(3);
  await expect(waitingCard(page).getByText(/^Next: Web in/)).toBeVisible();
});

test('a link from Slack that somebody else has used, or that is none, says so', async ({ page, server }) => {
  const guest = new SlackMember(server.slackUrl, 'U0GUEST', 'Gale Guest');
  await linkSlack(page, guest);
  await register(page);
  const [, path] = /(\/settings\/channels\?link=[\w-]+)/.exec(await guest.command('link')) ?? [];
  await page.goto(path ?? '');
  await expect(page.getByRole('alert')).toContainText('Somebody else here is linked to Gale Guest');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
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

test('what is moved twice at once never jumps back, however slowly it is saved', async ({ page, server }) => {
  await linkSlack(page, await SlackMember.hire(server.slackUrl, 'Mira Okafor'));
  await addMail(page, await MailPerson.hire(server.mailUrl, 'Mira Okafor'));
  await expect.poll(() => channelOrder(page)).toEqual(['Web', 'Slack', 'Email']);
  await page.route('**/api/channels/order', async (route) => {
    await page.waitForTimeout(400);
    await route.continue();
  });
  let saved = 0;
  page.on('requestfinished', (request) => {
    if (request.url().endsWith('/api/channels/order')) saved += 1;
  });
  const place = async () => (await channelOrder(page)).indexOf('Email');
  for (const next of [1, 0]) {
    await page.getByRole('button', { name: 'Move Email up' }).click();
    await expect.poll(place).toBe(next);
  }
  const places = new Set<number>();
  const look = async () => {
    places.add(await place());
    return saved;
  };
  await expect.poll(look, { intervals: [50] }).toBe(2);
  expect([...places]).toEqual([0]);
  await page.reload();
  await expect.poll(() => channelOrder(page)).toEqual(['Email', 'Web', 'Slack']);
});
