import { Injectable } from '@nestjs/common';
import { JournalRepository } from '../../agent-state/index.js';
import { AskPerson } from '../../feedback/index.js';
import { MessageRepository } from '../../messages/index.js';
import { SessionEventRepository } from '../../sessions/index.js';
import { LlmGateway } from '../llm/llm-gateway.js';
import { Speaker } from './speaker.js';
import { UnitRunner } from './unit-runner.js';

/** What a context does its work with. */
@Injectable()
export class RuntimeServices {
  constructor(
    readonly units: UnitRunner,
    readonly speaker: Speaker,
    readonly askPerson: AskPerson,
    readonly journal: JournalRepository,
    readonly messages: MessageRepository,
    readonly events: SessionEventRepository,
    readonly gateway: LlmGateway,
  ) {}
}
