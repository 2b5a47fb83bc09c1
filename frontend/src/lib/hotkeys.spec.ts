import { afterEach, beforeEach, expect, it, vi } from 'vitest';

class Field {}
class Button {}

const load = () => {
  vi.resetModules();
  return import('./hotkeys');
};
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { platform: 'Linux' });
  vi.stubGlobal('HTMLElement', Object);
  vi.stubGlobal('HTMLInputElement', class {});
  vi.stubGlobal('HTMLSelectElement', class {});
  vi.stubGlobal('HTMLTextAreaElement', Field);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const target = (of: object) => of as unknown as EventTarget;

it('takes letters for text while a field has the focus', async () => {
  const { isTyping } = await load();
  expect(isTyping(target(new Field()))).toBe(true);
  expect(isTyping(target(new Button()))).toBe(false);
});

it('goes on taking them for text when the field was taken away under the hands', async () => {
  const { isTyping, fieldTakenAway } = await load();
  fieldTakenAway();
  expect(isTyping(target(new Button()))).toBe(true);
  vi.advanceTimersByTime(1_500);
  expect(isTyping(target(new Button()))).toBe(false);
});

it('decides nothing in the moment after the focus went on', async () => {
  const { decisionsHeld, holdDecisions } = await load();
  expect(decisionsHeld()).toBe(false);
  holdDecisions();
  expect(decisionsHeld()).toBe(true);
  vi.advanceTimersByTime(400);
  expect(decisionsHeld()).toBe(false);
});
