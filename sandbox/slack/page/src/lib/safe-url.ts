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
