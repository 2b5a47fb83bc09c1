import { axe } from './support/accessibility.js';
import { composer, conversation, expect, register, samples, startWith, test, waitingCard } from './support/test.js';

const SAMPLES = [
  'A question',
  'A choice',
  'Several choices',
  'Approve an action',
  'Approve a change',
  'A form',
  'A notice',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' });

    test('sign in and register', async ({ page }) => {
      await page.goto('/sign-in');
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
      await axe(page);
      await page.goto('/register');
      await page.getByRole('button', { name: 'Create account' }).waitFor();
      await axe(page);
    });

    test('welcome, settings, inbox, palette and shortcuts', async ({ page }) => {
      await register(page);
      await page.goto('/sessions');
      await expect(samples(page)).toBeVisible();
      await axe(page);
      await page.goto('/inbox');
      await expect(page.getByText('Nothing waits for you')).toBeVisible();
      await axe(page);
      await page.goto('/settings');
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
      await axe(page);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      await axe(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('heading', { name: 'Keyboard' })).toBeVisible();
      await axe(page);
    });

    test('a session with each kind of question', async ({ page }) => {
      test.setTimeout(120_000);
      await register(page);
      for (const sample of SAMPLES) {
        await startWith(page, sample);
        await expect(waitingCard(page)).toBeVisible();
        await axe(page);
      }
      await page.goto('/inbox');
      await expect(waitingCard(page)).toHaveCount(SAMPLES.length);
      await axe(page);
    });

    test('a streamed answer', async ({ page }) => {
      await register(page);
      await startWith(page, 'Just an answer');
      await expect(conversation(page).getByRole('heading').first()).toBeVisible();
      await page.getByRole('button', { name: 'Stop the agent' }).click();
      await expect(page.getByText('Stopped. What was written stays.')).toBeVisible();
      await axe(page);
    });

    test('a phone', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await register(page);
      await page.goto('/sessions');
      await expect(samples(page)).toBeVisible();
      await axe(page);
      await startWith(page, 'A choice');
      await expect(waitingCard(page)).toBeVisible();
      await expect(composer(page)).toBeVisible();
      await axe(page);
    });
  });
}
