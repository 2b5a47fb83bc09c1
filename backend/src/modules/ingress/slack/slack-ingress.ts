import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { App, Authorize } from '@slack/bolt';
import { Canaries, StoredSlackInstallations, sdkLogger, slackClientOptions } from '../../channels/index.js';
import { ClicksListener } from './listeners/clicks.listener.js';
import { CommandListener } from './listeners/command.listener.js';
import { FormsListener } from './listeners/forms.listener.js';
import { MessagesListener } from './listeners/messages.listener.js';
import { WorkspaceListener } from './listeners/workspace.listener.js';
import { ReadUp } from './read-up.js';
import { SlackIntake } from './receivers/slack-intake.js';
import { SLACK_INGRESS, type SlackIngressSettings } from './slack-settings.js';

/** The app is not in that workspace, or no longer: what comes from there is nobody's. */
class NotInstalled extends Error {}

/** Bolt, as it comes, between one of our receivers and our listeners. */
@Injectable()
export class SlackIngress implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Slack');
  private app: App | undefined;

  constructor(
    private readonly receiver: SlackIntake,
    private readonly installations: StoredSlackInstallations,
    private readonly messages: MessagesListener,
    private readonly clicks: ClicksListener,
    private readonly forms: FormsListener,
    private readonly command: CommandListener,
    private readonly workspace: WorkspaceListener,
    private readonly readUp: ReadUp,
    private readonly canaries: Canaries,
    @Inject(SLACK_INGRESS) private readonly settings: SlackIngressSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.listens) return;
    // Some hundred milliseconds of somebody else's code: only who has Slack waits for it.
    const { App } = await import('@slack/bolt');
    const app = new App({
      ...{ receiver: this.receiver, authorize: this.authorize, convoStore: false, logger: sdkLogger('Slack') },
      clientOptions: slackClientOptions(this.settings.slack.apiUrl),
    });
    app.error(async (error) => this.failed(error));
    for (const listener of [this.messages, this.clicks, this.forms, this.command, this.workspace]) listener.listen(app);
    this.app = app;
    this.receiver.onBotWords((text) => this.heardOurselves(text));
    this.receiver.onMissed((since) => this.readUp.begin(since));
    await app.start();
    await this.readUp.beginWhereItEnded();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.readUp.stop();
    await this.app?.stop();
  }

  private readonly authorize: Authorize<boolean> = async ({ teamId }) => {
    const installation = teamId ? await this.installations.heardFrom(teamId) : null;
    if (!installation) throw new NotInstalled();
    const { botToken, botId, botUserId } = installation;
    return { botToken, botId, botUserId, teamId: installation.teamId };
  };

  private heardOurselves(text: string): void {
    this.canaries.heard(text).catch((error: Error) => this.log.warn(`a canary was not noted: ${error.message}`));
  }

  /** What is thrown on stops the acknowledgement, so that it comes again. */
  private failed(error: Error & { original?: Error }): void {
    if (!(error.original instanceof NotInstalled)) throw error;
    this.log.debug('something came from a workspace where the app is not installed');
  }
}
