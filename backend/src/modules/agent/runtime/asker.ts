import { Injectable } from '@nestjs/common';
import { type FeedbackQuestionInput, feedbackQuestionSchema } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { inSpan } from '../../../platform/telemetry/index.js';
import { AskPerson, type FeedbackOutcome } from '../../feedback/index.js';
import { recall } from './unit-runner.js';
import { askedIn, type UnitScope, unitOf } from './unit-scope.js';

/** A question to the person as a unit of a run. */
@Injectable()
export class Asker {
  constructor(private readonly askPerson: AskPerson) {}

  /**
   * Asks once and waits as long as it takes. A NOTICE waits for nothing.
   * @param askedBy whose question it is, when it is not that of the agent at work
   */
  async ask(
    scope: UnitScope,
    name: string,
    asked: FeedbackQuestionInput,
    askedBy: string | null = askedIn(scope),
  ): Promise<FeedbackOutcome> {
    const { activation } = scope;
    const unit = unitOf('ASK', name, scope);
    const { key, begun, finished } = recall<FeedbackOutcome>(activation, unit);
    if (finished) return finished.value;
    if (begun) return activation.park(key);
    const question = feedbackQuestionSchema.parse(asked);
    await activation.track(async () => {
      await activation.journal.assertReplayed(unit.path);
      if (question.type !== 'NOTICE') activation.asks();
      const wouldRest = () => activation.wouldRest;
      const input = { stepId: newId(), stepKey: key, stepName: name, question, askedBy, wouldRest };
      const attributes = { 'parley.step.key': key, 'parley.question.type': question.type };
      const rests = await inSpan(`ask ${question.type}`, { attributes }, () =>
        activation.store(() => this.askPerson.execute(activation.lease, input)),
      );
      if (rests) activation.rest();
    });
    if (question.type !== 'NOTICE') return activation.park(key);
    return { kind: 'answered', value: null, text: '', answer: { type: 'NOTICE' }, by: null, channel: null };
  }
}
