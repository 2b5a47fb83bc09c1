import { expect, type Page } from '@playwright/test';
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
