import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { type Installation, InstallProvider } from '@slack/oauth';
import type { SlackSettings } from '../../../../config/index.js';
import { OneTimePasses } from '../../../../platform/crypto/index.js';
import { ConnectSlack, INSTALL_PASS, SLACK_SCOPES, sdkLogger, slackClientOptions } from '../../../channels/index.js';
import { sendResultPage, toIntegrations } from '../../result-page.js';
import { SLACK_INGRESS, type SlackIngressSettings } from '../slack-settings.js';
import { type InstallResult, installWords } from './install-words.js';

const STATE_PASS = 'slack-install-state';
/** As the SDK's own cookie lives. */
const STATE_LIFE_MS = 600_000;

/** It is not what this app can work with; the message is for the administrator. */
class Unusable extends Error {
  readonly code = 'parley_unusable_installation';
}

/**
 * Installs the app in a workspace: OAuth v2 by Slack's own provider. It begins with an administrator's pass, goes on with a
 * state that is bound to the browser and counts once, and ends with a sealed token (T14, T15).
 */
@Injectable()
export class SlackInstaller {
  private provider: InstallProvider | undefined;

  constructor(
    private readonly passes: OneTimePasses,
    private readonly connect: ConnectSlack,
    @Inject(SLACK_INGRESS) private readonly settings: SlackIngressSettings,
  ) {}

  /** Sends the browser to Slack's page. */
  async begin(request: IncomingMessage, response: ServerResponse, pass: string): Promise<void> {
    const admin = await this.passes.use(INSTALL_PASS, pass);
    if (typeof admin !== 'string') return this.tell(response, 403, { kind: 'unknown_pass' });
    const options = { scopes: [...SLACK_SCOPES], redirectUri: this.redirectUri, metadata: admin };
    await this.slack().handleInstallPath(request, response, {}, options);
  }

  /** Back from Slack's page, with a code or a no. Answers with a page in plain words. */
  async finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await this.slack().handleCallback(request, response, {
      success: ({ team }) => this.tell(response, 200, { kind: 'installed', workspace: team?.name ?? '' }),
      failure: (error) => {
        const denied =
          new URL(request.url ?? '', this.settings.publicUrl).searchParams.get('error') === 'access_denied';
        const why = error instanceof Unusable ? error.message : undefined;
        this.tell(response, denied ? 200 : 400, denied ? { kind: 'denied' } : { kind: 'failed', why });
      },
    });
  }

  private tell(response: ServerResponse, status: number, result: InstallResult): void {
    sendResultPage(response, status, toIntegrations(this.settings.publicUrl, installWords(result)));
  }

  private get redirectUri(): string {
    return `${this.settings.publicUrl}/slack/oauth_redirect`;
  }

  private slack(): InstallProvider {
    this.provider ??= this.newProvider(this.settings.slack);
    return this.provider;
  }

  private newProvider({ clientId = '', clientSecret = '', apiUrl }: SlackSettings): InstallProvider {
    return new InstallProvider({
      ...{ clientId, clientSecret, directInstall: true, logger: sdkLogger('Slack') },
      ...(apiUrl && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
      clientOptions: slackClientOptions(apiUrl, 10_000),
      stateStore: {
        generateStateParam: async (options) => this.passes.issue(STATE_PASS, options, STATE_LIFE_MS),
        verifyStateParam: async (_now, state) => {
          const options = await this.passes.use(STATE_PASS, state);
          if (!options) throw new Error('This installation was begun too long ago, elsewhere, or is finished already.');
          return options as { scopes: string[]; redirectUri: string };
        },
      },
      installationStore: {
        storeInstallation: (installation) => this.store(installation as Installation),
        fetchInstallation: () => Promise.reject(new Error('Tokens are kept by `channels`.')),
      },
    });
  }

  private async store({ team, bot, user, isEnterpriseInstall, metadata }: Installation): Promise<void> {
    if (isEnterpriseInstall || !team?.id)
      throw new Unusable('Parley is installed in one workspace after the other, not in a whole organisation at once.');
    if (!bot?.id)
      throw new Unusable('Slack gave no bot token: the app needs a bot user. Create it from docs/slack/manifest.yaml.');
    if (bot.refreshToken)
      throw new Unusable('Tokens of this app expire. Turn token rotation off in its settings at Slack.');
    const found = { teamId: team.id, teamName: team.name ?? team.id, botUserId: bot.userId, botId: bot.id };
    await this.connect.execute(found, bot.token, {
      scopes: bot.scopes,
      installedBy: { slack: user.id, account: metadata },
    });
  }
}
