/** What can be shown and named exactly on every channel, and is neither above the repository nor git's own. */
export const isPlainPath = (path: string): boolean => {
  const parts = path.split('/');
  return (
    path.length <= 300 &&
    /^[A-Za-z0-9._@+ \-/]+$/.test(path) &&
    !path.startsWith('-') &&
    parts.every((part) => part.trim() !== '' && part !== '.' && part !== '..' && !/^\.git/i.test(part))
  );
};

/** As git takes it, and a bit stricter. */
export const isPlainBranch = (name: string): boolean =>
  name.length <= 100 &&
  /^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(name) &&
  !/\.\.|\/\/|\/\.|[./]$|\.lock(\/|$)|^refs\/|^heads\//i.test(name) &&
  name.toLowerCase() !== 'head';

/** `parley/shop-12-prices-lose-a-zero`, and the next free one where that is taken. */
export const branchFor = (key: string, title: string, taken: readonly string[]): string => {
  const words = `${key} ${title}`
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  const name = `parley/${words || 'change'}`;
  for (let number = 2; ; number += 1) {
    const candidate = number === 2 ? name : `${name}-${number - 1}`;
    if (!taken.some((other) => other.toLowerCase() === candidate)) return candidate;
  }
};
