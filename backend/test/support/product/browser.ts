import { ORIGIN } from './test-product.js';

/** A browser: it keeps cookies as long as they live and follows nothing by itself. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  /** @param url of the product, where what is at its public address is found */
  constructor(private readonly url: string) {}

  /** With the same cookies: somebody has copied them. */
  copy(): Browser {
    const other = new Browser(this.url);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  async get(address: string) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address.replace(ORIGIN, this.url), {
      redirect: 'manual',
      headers: cookie ? { cookie } : {},
    });
    for (const set of response.headers.getSetCookie()) this.keep(set);
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      setCookie: response.headers.getSetCookie().join('\n'),
      text: await response.text(),
    };
  }

  private keep(set: string): void {
    const [pair = ''] = set.split(';');
    const [name = '', ...value] = pair.split('=');
    if (/expires=Thu, 01 Jan 1970|=deleted/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, value.join('='));
  }
}
