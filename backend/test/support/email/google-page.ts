import type { Browser, Person } from '../product/index.js';

export interface Decision {
  account?: string;
  decision?: 'allow' | 'cancel';
  /** The end of the scope that is unticked. */
  without?: string;
}

/** An administrator is on the way to Google's page. @returns its address */
export const toGooglesPage = async (admin: Person, browser: Browser, integrationId?: string): Promise<string> => {
  const { body } = await admin.post<{ url: string }>('/api/integrations/gmail/connect', { integrationId });
  const { status, location, text } = await browser.get(body.url);
  if (status !== 302) throw new Error(text);
  return location;
};

/** What pressing a button on that page does. @returns where it sends the browser */
export const decide = async (
  page: string,
  { account = '', decision = 'allow', without }: Decision,
): Promise<string> => {
  const asked = new URL(page);
  const scopes = (asked.searchParams.get('scope') ?? '').split(' ');
  const form = new URLSearchParams([
    ...asked.searchParams,
    ['account', account],
    ['decision', decision],
    ...scopes
      .filter((scope) => !without || !scope.endsWith(without))
      .map((scope): [string, string] => ['granted', scope]),
  ]);
  const response = await fetch(asked, { method: 'POST', redirect: 'manual', body: form });
  return response.headers.get('location') ?? '';
};
