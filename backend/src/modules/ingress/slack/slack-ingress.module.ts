import { type DynamicModule, Module, type OnModuleInit, type Provider } from '@nestjs/common';
import { Clock } from '../../../kernel/index.js';
import { FeedbackModule } from '../../feedback/index.js';
import { SessionsModule } from '../../sessions/index.js';
import { StrangerGreeters } from '../stranger-greeters.js';
import { CheckForm } from './check-form.js';
import { AnswerCommand } from './command/answer-command.use-case.js';
import { CardLinks } from './command/card-links.js';
import { SlackPlacesRepository } from './command/slack-places.repository.js';
import { OauthController } from './install/oauth.controller.js';
import { SlackInstaller } from './install/slack-installer.js';
import { InviteStranger } from './invite-stranger.js';
import { ClicksListener } from './listeners/clicks.listener.js';
import { CommandListener } from './listeners/command.listener.js';
import { FormsListener } from './listeners/forms.listener.js';
import { MessagesListener } from './listeners/messages.listener.js';
import { WorkspaceListener } from './listeners/workspace.listener.js';
import { OpenModal } from './open-modal.js';
import { ReadUp } from './read-up.js';
import { HttpSlackReceiver } from './receivers/http-slack.receiver.js';
import { SlackIntake } from './receivers/slack-intake.js';
import { SocketSlackReceiver } from './receivers/socket-slack.receiver.js';
import { SlackController } from './slack.controller.js';
import { SlackIngress } from './slack-ingress.js';
import { SLACK_INGRESS, type SlackIngressSettings } from './slack-settings.js';

/** The way in from Slack, where Parley is an app of it: over HTTP or Socket Mode, with or without OAuth, as it is configured. */
@Module({})
export class SlackIngressModule implements OnModuleInit {
  constructor(
    private readonly greeters: StrangerGreeters,
    private readonly invitations: InviteStranger,
  ) {}

  onModuleInit(): void {
    this.greeters.register('SLACK', this.invitations);
  }

  static forRoot(settings: SlackIngressSettings): DynamicModule {
    const { appToken, clientId } = settings.slack;
    return {
      module: SlackIngressModule,
      imports: [FeedbackModule, SessionsModule],
      controllers: [...(appToken ? [] : [SlackController]), ...(clientId ? [OauthController] : [])],
      providers: [
        { provide: SLACK_INGRESS, useValue: settings },
        ...receiver(settings),
        ...(clientId ? [SlackInstaller] : []),
        AnswerCommand,
        CardLinks,
        CheckForm,
        ClicksListener,
        CommandListener,
        FormsListener,
        InviteStranger,
        MessagesListener,
        OpenModal,
        ReadUp,
        SlackIngress,
        SlackPlacesRepository,
        WorkspaceListener,
      ],
    };
  }
}

const receiver = ({ slack }: SlackIngressSettings): Provider[] => {
  const { appToken, signingSecret = '', apiUrl } = slack;
  if (appToken) return [{ provide: SlackIntake, useFactory: () => new SocketSlackReceiver(appToken, apiUrl) }];
  return [
    {
      provide: HttpSlackReceiver,
      useFactory: (clock: Clock) => new HttpSlackReceiver(signingSecret, clock),
      inject: [Clock],
    },
    { provide: SlackIntake, useExisting: HttpSlackReceiver },
  ];
};
