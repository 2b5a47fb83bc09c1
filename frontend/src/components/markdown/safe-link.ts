/** A link we let a person follow: http, https or mailto, with the host that shows on hover. */
export const safeLink = (href: string | undefined): { href: string; host: string } | null => {
  if (!href) return null;
  try {
    const url = new URL(href);
    if (url.protocol === 'mailto:') return { href: url.href, host: url.pathname };
    if (url.protocol === 'http:' || url.protocol === 'https:') return { href: url.href, host: url.host };
    return null;
  } catch {
    return null;
  }
};
