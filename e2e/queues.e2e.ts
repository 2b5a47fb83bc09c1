import type { Page } from '@playwright/test';
import { axeInBothThemes } from './support/accessibility.js';
import { expect, newPerson, PASSWORD, register, testAsAdministrator } from './support/test.js';

const test = testAsAdministrator();

/** The first one who registers, whatever test comes first. */
let admin: { email: string } | undefined;
const asAdmin = async (page: Page): Promise<void> => {
  if (!admin) {
    admin = await register(page);
    return;
  }
  const form = { grant_type: 'password', client_id: 'parley-web', username: admin.email, password: PASSWORD };
  const ready = await page.request.get('/health/live');
  const headers = { origin: new URL(ready.url()).origin };
  expect((await page.request.post('/api/oauth/token', { form, headers })).status()).toBe(200);
};

const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

/** As a server in trouble would answer. */
const TROUBLE = {
  verdict: {
    level: 'late',
    title: 'Slower than it should be',
    reasons: ['2 deliveries wait to be sent, the oldest for 20 s, though a worker runs.'],
  },
  lines: [
    { kind: 'deliveries', name: null, waiting: 2, waitedMs: 20_000, working: 1, later: 1, failing: 1, parked: false },
    { kind: 'job', name: 'read-mail', waiting: 3, waitedMs: 9e6, working: 0, later: 0, failing: 0, parked: true },
  ],
  queue: { on: 'redis', counts: null },
  runs: [
    { id: '019aa000-0000-7000-8000-000000000001', agent: 'change-request', leaseMs: 2_900, stepMs: 61_000, crashes: 1 },
  ],
  failed: [
    {
      ...{ kind: 'delivery', id: '019aa000-0000-7000-8000-000000000002', subject: 'request of text from assistant' },
      ...{
        person: 'Mira',
        channel: 'SLACK',
        tries: 2,
        error: 'Slack did not answer.',
        nextAt: '2030-01-01T10:00:00.000Z',
      },
    },
  ],
};
const seen = (id: number, version: string, change: object) => ({
  ...{
    id: `019aa000-0000-7000-8000-00000000000${id}`,
    role: 'api',
    version,
    host: `app-${id}`,
    pid: 7,
    fresh: true,
    draining: false,
  },
  ...{
    startedAt: '2026-11-22T10:00:00.000Z',
    seenAt: '2026-11-22T10:05:00.000Z',
    sockets: 12,
    sessions: 9,
    self: false,
    ...change,
  },
});
const MIXED = {
  items: [
    seen(1, '1.4.0', { self: true }),
    seen(2, '1.5.0', { draining: true }),
    seen(3, '1.5.0', { role: 'worker', fresh: false }),
  ],
  notes: [
    { level: 'warning', text: 'No worker is running: agents stand still and nothing is delivered. Start one.' },
    {
      level: 'info',
      text: 'Versions 1.4.0 and 1.5.0 run side by side. That is right while a deploy goes on, and wrong after it.',
    },
  ],
};

test.describe('an administrator', () => {
  test.beforeEach(() => {
    test.setTimeout(150_000);
  });

  test('reads what fails and who is missing, and tries again or gives up', async ({ page }, info) => {
    await asAdmin(page);
    await page.route('**/api/admin/work', (route) => route.fulfill({ json: TROUBLE }));
    await page.route('**/api/admin/processes', (route) => route.fulfill({ json: MIXED }));
    const acts: string[] = [];
    await page.route('**/api/admin/work/*/*/*', (route) => {
      acts.push(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
      return route.fulfill({ status: 204 });
    });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.goto('/admin/queues');
      await page.getByRole('button', { name: 'Try now: request of text from assistant' }).click();
      await expect(page.getByText('It is tried again now.')).toBeVisible();
      await page.getByRole('button', { name: 'Give up: request of text from assistant' }).click();
      await axeInBothThemes(page);
      await page.screenshot({ path: info.outputPath(`trouble-${size.width}.png`), fullPage: true });
      await page.getByRole('button', { name: 'Give up', exact: true }).click();
      await expect(page.getByText('Given up.')).toBeVisible();
      await page.goto('/admin/processes');
      await expect(page.getByRole('list', { name: 'Processes' }).getByRole('listitem')).toHaveCount(3);
      // The last of the tabs, which do not fit side by side on a phone.
      await expect(page.getByRole('link', { name: 'Processes' })).toBeInViewport({ ratio: 0.9 });
      await axeInBothThemes(page);
      await page.screenshot({ path: info.outputPath(`mixed-${size.width}.png`), fullPage: true });
    }
    expect(acts).toEqual(['retry', 'give-up', 'retry', 'give-up']);
  });

  test('sees on the queues page that nothing is stuck, and who works', async ({ page }, info) => {
    await asAdmin(page);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.goto('/admin/queues');
      await expect(page.getByRole('heading', { name: 'Everything is in hand' })).toBeVisible();
      const table = page.getByRole('table', { name: 'What is due, by kind of work' });
      await expect(table.getByRole('row', { name: /^Deliveries 0 0 0$/ })).toBeVisible();
      await expect(page.getByText('BullMQ on PostgreSQL: 0 waiting')).toBeVisible();
      await axeInBothThemes(page);
      await page.screenshot({ path: info.outputPath(`queues-${size.width}.png`), fullPage: true });

      await page.getByRole('link', { name: 'Processes' }).click();
      await expect(page.getByRole('list', { name: 'Processes' }).getByRole('listitem')).toHaveCount(1);
      await expect(page.getByText('API and worker (answers you now)')).toBeVisible();
      await axeInBothThemes(page);
      await page.screenshot({ path: info.outputPath(`processes-${size.width}.png`), fullPage: true });
    }
  });

  test('opens the queue dashboard, pauses the queue, reads that it is stuck, and resumes it', async ({
    page,
  }, info) => {
    const outside: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== 'localhost') outside.push(request.url());
    });
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text()) && !/fonts\.googleapis\.com/.test(message.text()))
        violations.push(message.text());
    });
    await asAdmin(page);
    await page.goto('/admin/queues');
    await page.getByRole('button', { name: 'Open queue dashboard' }).click();
    await page.waitForURL(/\/admin-queues\/$/);
    await expect(page.getByText('0 Jobs')).toBeVisible();
    await page.screenshot({ path: info.outputPath('dashboard.png') });
    await page.goto('/admin-queues/queue/parley');
    await expect(page.getByRole('link', { name: 'Delayed' })).toBeVisible();
    await page.screenshot({ path: info.outputPath('dashboard-queue.png') });
    const paused = await page.evaluate(() =>
      fetch('/admin-queues/api/queues/parley/pause', { method: 'PUT' }).then((r) => r.status),
    );
    expect(paused).toBe(200);

    await page.goto('/admin/queues');
    await expect(page.getByRole('heading', { name: 'Something is stuck' })).toBeVisible();
    await expect(page.getByText('The wake-up queue is paused. Resume it in the queue dashboard.')).toBeVisible();
    await axeInBothThemes(page);
    await page.screenshot({ path: info.outputPath('stuck.png') });
    await page.getByRole('link', { name: 'Deliveries' }).click();
    await expect(page.getByText('Something is stuck.')).toBeVisible();
    await axeInBothThemes(page);
    await page.screenshot({ path: info.outputPath('banner.png') });

    await page.goto('/admin-queues/');
    const resumed = await page.evaluate(() =>
      fetch('/admin-queues/api/queues/parley/resume', { method: 'PUT' }).then((r) => r.status),
    );
    expect(resumed).toBe(200);
    await page.goto('/admin/queues');
    await expect(page.getByRole('heading', { name: 'Everything is in hand' })).toBeVisible();
    expect([outside.filter((url) => !url.startsWith('https://fonts.googleapis.com/')), violations]).toEqual([[], []]);
  });
});

test('a member sees neither queues nor dashboard', async ({ page }) => {
  // Somebody is the administrator already, or is now.
  if (!admin) admin = await register(page);
  await page.context().clearCookies();
  await register(page, newPerson());
  await page.goto('/admin/queues');
  await expect(page.getByText('For administrators')).toBeVisible();
  await page.goto('/admin-queues/');
  await expect(page.getByText('Open the queue dashboard from Admin → Queues.')).toBeVisible();
});
