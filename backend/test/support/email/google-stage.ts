import type { Integration, IntegrationList } from '@parley/contracts';
import { type MailSandbox, startMailSandbox } from '@parley/sandbox/mail';
import { Browser, type Person, startTestProduct, type TestProduct } from '../product/index.js';
import { DESK, PARLEY } from './addresses.js';
import { type Decision, decide, toGooglesPage } from './google-page.js';

/** A product with one mailbox of a local Google, and an administrator who connects and disconnects more. */
export class GoogleStage {
  private constructor(
    readonly google: MailSandbox,
    readonly product: TestProduct,
    readonly admin: Person,
    /** Has proven an address, as far as the database knows. */
    readonly mira: Person,
  ) {}

  static async start(): Promise<GoogleStage> {
    const google = await startMailSandbox();
    const env = { ...environmentOf(google), GMAIL_REFRESH_TOKEN: google.grant().refreshToken };
    const product = await startTestProduct({ env });
    const stage = new GoogleStage(google, product, await product.signUp('Admin'), await product.signUp('Mira'));
    await stage.sql(
      `INSERT INTO communication_channel (id, user_id, type, address, position, status, verified_at, integration_id)
       SELECT gen_random_uuid(), $1, 'EMAIL', 'mira@acme.example', 1, 'ACTIVE', now(), id FROM integration WHERE external_id = $2`,
      [stage.mira.id, PARLEY],
    );
    return stage;
  }

  async close(): Promise<void> {
    await this.product.close();
    await this.google.close();
  }

  /** Of a further process: without the token that is in the environment of the first. */
  readonly environment = () => environmentOf(this.google);

  readonly sql = async (text: string, values: unknown[] = []) => (await this.product.pool.query(text, values)).rows;

  readonly listed = async (): Promise<IntegrationList> =>
    (await this.admin.get<IntegrationList>('/api/integrations')).body;

  readonly mailbox = async (address: string): Promise<Integration> => {
    const found = (await this.listed()).items.find(({ externalId }) => externalId === address);
    if (!found) throw new Error(`${address} is not connected`);
    return found;
  };

  readonly check = async (address: string) =>
    this.admin.post(`/api/integrations/${(await this.mailbox(address)).id}/check`);

  readonly addressOf = async (person: Person) =>
    (await person.get('/api/channels')).body.items.find(({ type }: { type: string }) => type === 'EMAIL');

  readonly browser = () => new Browser(this.product.url);

  /** Up to Google's page. */
  readonly begin = async (at: Browser, again?: string): Promise<string> =>
    toGooglesPage(this.admin, at, again && (await this.mailbox(again)).id);

  /** The whole way, in one browser. */
  readonly connect = async (decision: Decision = {}, again?: string) => {
    const at = this.browser();
    return at.get(await decide(await this.begin(at, again), { account: DESK, ...decision }));
  };
}

const environmentOf = ({ app, url }: MailSandbox): Record<string, string> => ({
  GOOGLE_CLIENT_ID: app.clientId,
  GOOGLE_CLIENT_SECRET: app.clientSecret,
  GOOGLE_API_URL: url,
});
