import { Injectable } from '@nestjs/common';
import { JournalRepository, RunRepository } from '../../agent-state/index.js';
import { MessageRepository } from '../../messages/index.js';
import { SessionEventRepository } from '../../sessions/index.js';
import { LlmGateway } from '../llm/llm-gateway.js';
import { Asker } from './asker.js';
import { Delegations } from './delegations.js';
import { Speaker } from './speaker.js';
import { ToolCalls } from './tool-calls.js';
import { UnitRunner } from './unit-runner.js';

/** What a context does its work with. */
@Injectable()
export class RuntimeServices {
  constructor(
    readonly units: UnitRunner,
    readonly speaker: Speaker,
    readonly asker: Asker,
    readonly tools: ToolCalls,
    readonly delegations: Delegations,
    readonly runs: RunRepository,
    readonly journal: JournalRepository,
    readonly messages: MessageRepository,
    readonly events: SessionEventRepository,
    readonly gateway: LlmGateway,
  ) {}
}
