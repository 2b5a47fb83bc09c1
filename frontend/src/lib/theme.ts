import { storage } from './storage';
import { createStore } from './store';

export type Theme = 'system' | 'light' | 'dark';
const KEY = 'parley.theme';

const isTheme = (value: string | null): value is Theme => value === 'light' || value === 'dark' || value === 'system';
const stored = (): Theme => {
  const value = storage.get(KEY);
  return isTheme(value) ? value : 'system';
};

const system = window.matchMedia('(prefers-color-scheme: dark)');
export const themeStore = createStore<Theme>(stored());

const isDark = (theme: Theme) => theme === 'dark' || (theme === 'system' && system.matches);
const apply = () => document.documentElement.classList.toggle('dark', isDark(themeStore.get()));

export const setTheme = (theme: Theme) => {
  storage.set(KEY, theme);
  themeStore.set(theme);
};
export const toggleTheme = () => setTheme(isDark(themeStore.get()) ? 'light' : 'dark');

themeStore.subscribe(apply);
system.addEventListener('change', apply);
// Another tab of the same person changed it.
window.addEventListener('storage', (event) => {
  if (event.key === KEY) themeStore.set(stored());
});
apply();
