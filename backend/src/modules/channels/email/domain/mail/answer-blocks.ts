import { type FeedbackQuestion, formFields } from '@parley/contracts';
import { assertNever } from '../../../../../kernel/index.js';
import { cardControls } from '../../../domain/card-controls.js';
import { whatToAnswer } from '../../../domain/card-words.js';
import type { FeedbackCard } from '../../../domain/feedback-card.js';
import { clip, oneLine } from '../../../domain/visible-text.js';
import type { CardMailSettings, MailBlock, MailButton, MailField, MailOption } from './block.js';

type Options = Extract<FeedbackQuestion, { type: 'CHOICE' | 'MULTI_CHOICE' }>;

/** A click leads to a page that asks once more: a link that is fetched by a program decides nothing (EML-5). */
const choose = (answer: string | null, at: number): string | null => answer && `${answer}?choose=${at}`;

const optionsOf = ({ options }: Options, hrefs: readonly (string | null)[], length: number): MailOption[] =>
  options.map(({ label, description }, at) => ({
    label: oneLine(label, length),
    description: description ? oneLine(description, length) || null : null,
    href: hrefs[at] ?? null,
  }));

const fieldsOf = (question: Extract<FeedbackQuestion, { type: 'FORM' }>, length: number): MailField[] => {
  const lines = (whatToAnswer(question) ?? '').split('\n');
  return formFields(question.schema).map(([name], at) => ({
    name,
    about: clip((lines[at] ?? '').slice(name.length + 1).trim(), length),
  }));
};

const inParley = (link: string): MailBlock => ({
  kind: 'buttons',
  buttons: [{ label: 'Answer in Parley', href: link, look: 'plain' }],
  text: `Answer in Parley: ${link}`,
});

/** To copy into a reply. */
const template = (fields: readonly MailField[]): MailBlock[] => [
  { kind: 'label', text: 'Copy this into your reply and fill it in:' },
  { kind: 'data', text: fields.map(({ name }) => `${name}:`).join('\n') },
];

/**
 * What there is to choose from, to press or to fill in. The number of a choice is its place among `cardControls`.
 * @param length how long each line may be
 */
export const answerBlocks = (card: FeedbackCard, { link, answer }: CardMailSettings, length = 500): MailBlock[] => {
  const { question } = card;
  const controls = cardControls(card);
  const hrefs = controls.map((_control, at) => choose(answer, at));
  switch (question.type) {
    case 'CHOICE':
      return [{ kind: 'options', options: optionsOf(question, hrefs, length) }];
    case 'MULTI_CHOICE':
      return [{ kind: 'options', options: optionsOf(question, [], length) }, inParley(link)];
    case 'FORM': {
      const fields = fieldsOf(question, length);
      return [{ kind: 'fields', fields }, ...template(fields), inParley(link)];
    }
    case 'TEXT':
      return [inParley(link)];
    case 'APPROVAL':
    case 'NOTICE': {
      const destructive = question.type === 'APPROVAL' && question.action?.destructive === true;
      const buttons = controls.flatMap(({ label }, at): MailButton[] => {
        const href = hrefs[at];
        return href ? [{ label, href, look: at > 0 ? 'plain' : destructive ? 'danger' : 'accent' }] : [];
      });
      const text = whatToAnswer(question);
      if (buttons.length > 0) return [{ kind: 'buttons', buttons, text }];
      return text === null ? [] : [{ kind: 'words', text }];
    }
    default:
      return assertNever(question);
  }
};
