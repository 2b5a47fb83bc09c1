import { expect, type Page } from '@playwright/test';
import type { MailPerson } from './mail-person.js';
import type { SlackMember } from './slack-member.js';

/** Joins a member of the local Slack to the account that is signed in, as `/parley link` asks for it. */
export const linkSlack = async (page: Page, member: SlackMember): Promise<void> => {
  const [, path] = /(\/settings\/channels\?link=[\w-]+)/.exec(await member.command('link')) ?? [];
  await page.goto(path ?? '');
  const panel = page.getByRole('region', { name: 'Link this Slack account?' });
  await expect(panel.getByText(member.name)).toBeVisible();
  await panel.getByRole('button', { name: 'Link it' }).click();
  await expect(panel).toHaveCount(0);
  await expect(page).toHaveURL(/\/settings\/channels$/);
  await expect(page.getByText(`${member.name} (Acme)`)).toBeVisible();
};

export const switchTo = async (page: Page, channel: string): Promise<void> => {
  await page.getByRole('button', { name: /^Channel:/ }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${channel}`) }).click();
};

/** Adds a mail address to the account that is signed in, with the code that comes there. */
export const addMail = async (page: Page, person: MailPerson): Promise<void> => {
  await page.goto('/settings/channels');
  await page.getByRole('button', { name: 'Add a mail address' }).click();
  await page.getByLabel('Mail address').fill(person.email);
  await page.getByRole('button', { name: 'Send the code' }).click();
  const [, code = ''] = /\b(\d{6})\b/.exec((await person.waitsFor('Your Parley code')).text) ?? [];
  await page.getByLabel(/^Code sent to/).fill(code);
  await expect(page.getByLabel(/^Code sent to/)).toHaveCount(0);
};

/** The channels of the settings page, as they stand there. */
export const channelOrder = (page: Page): Promise<string[]> =>
  page
    .getByRole('button', { name: /^Move .+ up$/ })
    .evaluateAll((rows) => rows.map((row) => /^Move (.+) up$/.exec(row.getAttribute('aria-label') ?? '')?.[1] ?? ''));

/** Puts these channels before the others, in this order. */
export const prefer = async (page: Page, names: readonly string[]): Promise<void> => {
  await page.goto('/settings/channels');
  for (const name of [...names].reverse()) {
    const up = page.getByRole('button', { name: `Move ${name} up` });
    await expect(up).toBeVisible();
    const place = async () => (await channelOrder(page)).indexOf(name);
    // What has moved shows a moment later: one click too many would wait for ever.
    for (let at = await place(); at > 0; at -= 1) {
      await up.click();
      await expect.poll(place).toBe(at - 1);
    }
  }
};
