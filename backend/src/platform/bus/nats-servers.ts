/** How to reach a broker, in the client's own words. */
export interface NatsAccess {
  servers: string[];
  user?: string;
  pass?: string;
  token?: string;
  tls?: Record<string, never>;
}

const part = (url: URL, name: 'username' | 'password') => decodeURIComponent(url[name]);

/**
 * The client takes no credentials within an address: those of the first address that has any are for all of them.
 * @param urls nats:// or tls://
 */
export const natsAccess = (urls: readonly string[]): NatsAccess => {
  const parsed = urls.map((url) => new URL(url));
  const access: NatsAccess = { servers: parsed.map(({ hostname, port }) => `${hostname}:${port || '4222'}`) };
  if (parsed.some(({ protocol }) => protocol === 'tls:')) access.tls = {};
  const known = parsed.find(({ username }) => username);
  if (!known) return access;
  if (!known.password) return { ...access, token: part(known, 'username') };
  return { ...access, user: part(known, 'username'), pass: part(known, 'password') };
};
