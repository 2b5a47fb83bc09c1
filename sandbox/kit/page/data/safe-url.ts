const FOLLOWED = ['http:', 'https:', 'mailto:'];

/** The address if a click on it may be followed; null for scripts, files and whatever is no address. */
export const safeUrl = (url: string): string | null => {
  try {
    return FOLLOWED.includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
};

/** The origin of a web address given in this page's own address; null for anything else. */
export const webOrigin = (url: string | null | undefined): string | null => {
  const safe = url ? safeUrl(url) : null;
  return safe === null || safe.startsWith('mailto:') ? null : new URL(safe).origin;
};

/** People type the name of their machine, and are signed in under it. */
const asTyped = (origin: string | null): string | null => origin?.replace('//127.0.0.1:', '//localhost:') ?? null;

/**
 * Where Parley is.
 *
 * @param given by the link that led here
 * @param listens where the stand-in sends something to Parley, which is a lesser guess
 */
export const parleyOrigin = (given: string | null, listens: string | null): string | null =>
  webOrigin(given) ?? asTyped(webOrigin(listens));
