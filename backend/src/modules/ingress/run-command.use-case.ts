import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackRequest } from '@parley/contracts';
import { assertNever, DomainError } from '../../kernel/index.js';
import { ContactPreferences } from '../channels/index.js';
import { CancelFeedback, DelegateFeedback, SnoozeFeedback, SwitchChannel } from '../feedback/index.js';
import type { ChannelCommand } from './domain/channel-command.js';

export interface CommandContext {
  sessionId: string;
  person: { id: string; name: string };
  /** Where it was written. */
  from: ChannelType;
  /** The question it is about; undefined: none, or several wait. */
  request: FeedbackRequest | undefined;
}

export interface CommandReply {
  text: string;
  told: boolean;
}

/** What a person can say to Parley itself, on any channel: the same use cases as the buttons of the web app (FB-8, FB-14). */
@Injectable()
export class RunCommand {
  constructor(
    private readonly switchChannel: SwitchChannel,
    private readonly snooze: SnoozeFeedback,
    private readonly delegate: DelegateFeedback,
    private readonly cancel: CancelFeedback,
    private readonly preferences: ContactPreferences,
  ) {}

  /**
   * @returns what to tell the person, also when it could not be done; `told`: the conversation holds it already
   */
  async execute(command: ChannelCommand, context: CommandContext): Promise<CommandReply> {
    try {
      if (command.kind !== 'switch') return { text: await this.run(command, context), told: false };
      const { sessionId, person, from } = context;
      const input = { sessionId, personId: person.id, channel: command.channel, from };
      return { text: (await this.switchChannel.execute(input)).notice, told: true };
    } catch (error) {
      if (error instanceof DomainError) return { text: error.message, told: false };
      throw error;
    }
  }

  private async run(
    command: Exclude<ChannelCommand, { kind: 'switch' }>,
    { person, request }: CommandContext,
  ): Promise<string> {
    if (command.kind === 'usage') return command.text;
    if (!request) return 'Say so as a reply to the question you mean: there is none, or there are several.';
    switch (command.kind) {
      case 'snooze': {
        const { snoozedUntil } = await this.snooze.execute(request.id, person.id, { when: command.when });
        return `I will ask again ${snoozedUntil ? await this.preferences.words(person.id, snoozedUntil) : 'later'}.`;
      }
      case 'delegate': {
        const { delegation } = await this.delegate.execute(request.id, person, command.to);
        return `${delegation?.to.name} decides it now.`;
      }
      case 'cancel':
        await this.cancel.execute(request.id, { id: person.id, admin: false });
        return 'The question is withdrawn.';
      default:
        return assertNever(command);
    }
  }
}
