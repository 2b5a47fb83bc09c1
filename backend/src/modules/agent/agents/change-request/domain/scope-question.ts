import type { FeedbackQuestion } from '@parley/contracts';
import { feedbackQuestionSchema } from '@parley/contracts';
import type { ModuleSelection, ScopeQuestion } from '../../../llm/prompts/change-request.js';
import { clean, cleanOrNone } from '../../shared/domain/clean-text.js';

/** Below it nobody should rely on the scope without having asked. */
const SURE = 0.6;
const MOST_OPTIONS = 8;
export const STOP = 'stop';

/** What has to be asked about the scope before anything is proposed; null: it is clear. */
export const scopeQuestion = (selection: ModuleSelection, isFirst: boolean): FeedbackQuestion | null => {
  const asked = selection.question && fromModel(selection.question);
  if (asked) return asked;
  // An answer makes it as clear as it gets: a model that stays unsure must not ask for ever.
  return selection.confidence < SURE && selection.modules.length > 0 && isFirst ? ofUnsure(selection) : null;
};

const fromModel = ({ question, context, several, options }: ScopeQuestion): FeedbackQuestion | null => {
  const known = new Map(
    options.flatMap(({ value, label, description }) => {
      const option = { value: clean(value, 200), label: clean(label, 200), description: cleanOrNone(description, 500) };
      return option.value && option.label ? [[option.value, option] as const] : [];
    }),
  );
  const words = clean(question, 1_000);
  if (known.size < 2 || !words) return null;
  const asked = {
    ...{ type: several ? 'MULTI_CHOICE' : 'CHOICE', question: words, allowOther: true },
    context: cleanOrNone(context, 2_000),
    options: [...known.values()].slice(0, MOST_OPTIONS),
  };
  return feedbackQuestionSchema.parse(JSON.parse(JSON.stringify(asked)));
};

const ofUnsure = ({ modules }: ModuleSelection): FeedbackQuestion => {
  const reasons = modules.map(({ path, why }) => `- \`${path.replaceAll('`', '')}\`: ${clean(why, 300)}`);
  return feedbackQuestionSchema.parse({
    type: 'CHOICE',
    question: 'I am not sure what belongs to this change. Is this the right part of the code?',
    context: clean(reasons.join('\n'), 5_000),
    options: [
      {
        value: 'these',
        label: 'Yes',
        description: 'I propose a change to these files only, and ask again with the diff.',
      },
      { value: STOP, label: 'No, stop here', description: 'Nothing is changed.' },
    ],
    allowOther: true,
  });
};
