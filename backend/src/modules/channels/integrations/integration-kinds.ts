import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@parley/contracts';
import { GmailKind } from './gmail/gmail-kind.js';
import type { IntegrationKind } from './integration-kind.js';
import { SlackKind } from './slack/slack-kind.js';

@Injectable()
export class IntegrationKinds {
  private readonly kinds: ReadonlyMap<ChannelType, IntegrationKind>;

  constructor(slack: SlackKind, gmail: GmailKind) {
    this.kinds = new Map([slack, gmail].map((kind) => [kind.type, kind]));
  }

  for(type: ChannelType): IntegrationKind {
    const kind = this.kinds.get(type);
    if (!kind) throw new Error(`Nothing connects ${type}.`);
    return kind;
  }
}
