import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const REST_MS = 1_500;

/**
 * What moves is let come to rest, though not for ever: some things move on and on, or stand still half-way. A page hears
 * of a new theme in a frame, and what it changes begins to move in the next.
 */
const atRest = (page: Page) =>
  page.evaluate(async (ms) => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    const ends = document.getAnimations().map((one) => one.finished.catch(() => undefined));
    await Promise.race([Promise.all(ends), new Promise((resolve) => setTimeout(resolve, ms))]);
  }, REST_MS);

/** @param part selects what is looked at; left out: the whole page */
export const axe = async (page: Page, part = 'html'): Promise<void> => {
  await atRest(page);
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
};

/** In light and dark. */
export const axeInBothThemes = async (page: Page): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await axe(page);
  }
};
