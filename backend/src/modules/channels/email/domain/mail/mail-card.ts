import type { FeedbackQuestion } from '@parley/contracts';
import { headline, inUtc, notShown, PARTLY_SHOWN, pointer } from '../../../domain/card-words.js';
import type { FeedbackCard } from '../../../domain/feedback-card.js';
import { clip, oneLine, visibleWords } from '../../../domain/visible-text.js';
import { answerBlocks } from './answer-blocks.js';
import { type Approval, approvalBlocks, approvalSummary } from './approval-blocks.js';
import type { CardMailSettings, MailBlock, RenderedMail } from './block.js';
import { footBlocks } from './card-foot.js';
import { closedBlocks } from './closed-mail.js';
import { markdownWords } from './markdown-html.js';
import { fits, longestThatFits, renderMail } from './render-mail.js';

export interface CardMail extends RenderedMail {
  /** Is all there that an approval would approve? For one request the same on every occasion. */
  whole: boolean;
}

/** A card as a mail: what is asked, why, how to answer by reply or by click, and until when (EML-1, EML-5). */
export const cardMail = (card: FeedbackCard, settings: CardMailSettings): CardMail => {
  const subject = subjectOf(card);
  const closed = closedBlocks(card, settings.link);
  if (closed) return { ...renderMail({ subject, preview: closed.preview, blocks: closed.blocks }), whole: false };
  if (card.question.sensitive)
    return { ...renderMail({ subject, preview: '', blocks: sensitive(card, settings) }), whole: false };
  const { question } = card;
  return question.type === 'APPROVAL' ? approval(card, question, settings) : open(card, settings);
};

const SUBJECT = 110;
/** Nothing of a sensitive question stands in a subject. */
const subjectOf = (card: FeedbackCard): string => {
  const words = card.question.sensitive ? notShown(card) : oneLine(card.question.question, SUBJECT);
  const over = !card.actionable;
  return card.question.urgency === 'HIGH' && !over ? `Urgent: ${words}` : words;
};

const openLink = (link: string): MailBlock => ({ kind: 'link', label: 'Open in Parley', href: link });
/** What takes more than a click has its link among what answers. */
const linkBlocks = ({ question }: FeedbackCard, { link }: CardMailSettings): MailBlock[] =>
  ['CHOICE', 'APPROVAL', 'NOTICE'].includes(question.type) ? [openLink(link)] : [];

const previewOf = ({ context }: FeedbackQuestion): string =>
  context ? oneLine(markdownWords(context.slice(0, 1_000)), 120) : '';

const top = (card: FeedbackCard): MailBlock[] => {
  const moved = pointer(card);
  return [
    ...(moved ? [{ kind: 'quiet', text: moved } as const] : []),
    { kind: 'lead', text: headline(card) },
    { kind: 'title', text: visibleWords(card.question.question) },
  ];
};

const sensitive = (card: FeedbackCard, { link }: CardMailSettings): MailBlock[] => {
  const moved = pointer(card);
  return [
    ...(moved ? [{ kind: 'quiet', text: moved } as const] : []),
    { kind: 'words', text: `${notShown(card)} that is not shown here because it is sensitive.` },
    {
      kind: 'buttons',
      buttons: [{ label: 'Open it in Parley', href: link, look: 'accent' }],
      text: `Open it here: ${link}`,
    },
    ...(card.expiresAt && card.question.type !== 'NOTICE'
      ? [{ kind: 'quiet', text: `Open until ${inUtc(card.expiresAt)}.` } as const]
      : []),
  ];
};

/** The agent's reasons stand apart from what code has rendered, take the room that is left, and are cut visibly. */
const contextBlocks = ({ question }: FeedbackCard, link: string, length: number): MailBlock[] => {
  const words = question.context ? visibleWords(question.context).trim() : '';
  if (words === '') return [];
  const label = question.type === 'NOTICE' ? [] : [{ kind: 'label', text: 'Why' } as const];
  const more = { kind: 'link', label: 'Read all of it in Parley', href: link } as const;
  if (length >= words.length) return [...label, { kind: 'markdown', text: words }];
  return length === 0 ? [more] : [...label, { kind: 'markdown', text: clip(words, length) }, more];
};

const contextLength = ({ question }: FeedbackCard): number => visibleWords(question.context ?? '').trim().length;

const withContext = (card: FeedbackCard, { link }: CardMailSettings, tail: readonly MailBlock[]): RenderedMail =>
  longestThatFits(contextLength(card), { subject: subjectOf(card), preview: previewOf(card.question) }, (length) => [
    ...top(card),
    ...contextBlocks(card, link, length),
    ...tail,
  ]);

/** Of the same length as every address behind a button. */
const SOME_TOKEN = 'x'.repeat(40);

/**
 * A reply is judged by the request alone (T27), so whether a card shows all of it must not hang on the occasion on which it was
 * sent: there is always room for the longest head, a moved reminder's, and for all buttons.
 */
const fitsInWhole = (card: FeedbackCard, question: Approval, { link }: CardMailSettings): boolean => {
  const longest: FeedbackCard = { ...card, reminder: true, movedTo: 'WEB' };
  const answer = `${new URL(link).origin}/answer/${SOME_TOKEN}`;
  const controls = answerBlocks({ ...card, movedTo: null }, { link, answer });
  const blocks = [
    ...top(longest),
    ...approvalBlocks(question),
    ...controls,
    ...footBlocks(card, 'reply'),
    openLink(link),
  ];
  const more = contextBlocks(card, link, 0);
  const subject = subjectOf({ ...card, question: { ...question, urgency: 'HIGH' } });
  return fits(renderMail({ subject, preview: previewOf(question), blocks: [...blocks, ...more] }));
};

const approval = (card: FeedbackCard, question: Approval, settings: CardMailSettings): CardMail => {
  const patch = question.diff ? { patch: question.diff } : {};
  if (fitsInWhole(card, question, settings)) {
    const tail = [
      ...approvalBlocks(question),
      ...answerBlocks(card, settings),
      ...footBlocks(card, 'reply'),
      ...linkBlocks(card, settings),
    ];
    return { ...withContext(card, settings, tail), ...patch, whole: true };
  }
  const tail: MailBlock[] = [
    ...approvalSummary(question),
    { kind: 'words', text: PARTLY_SHOWN },
    {
      kind: 'buttons',
      buttons: [{ label: 'Open the whole of it', href: settings.link, look: 'accent' }],
      text: `The whole of it: ${settings.link}`,
    },
    ...footBlocks(card, 'reply to part'),
  ];
  return { ...withContext(card, settings, tail), ...patch, whole: false };
};

/** How long each option or field may be, the longest that fits. */
const LINE_LENGTHS = [500, 250, 100];

const open = (card: FeedbackCard, settings: CardMailSettings): CardMail => {
  const tailOf = (length: number) => [
    ...answerBlocks(card, settings, length),
    ...footBlocks(card, 'reply'),
    ...linkBlocks(card, settings),
  ];
  const mails = LINE_LENGTHS.map((length) => withContext(card, settings, tailOf(length)));
  const mail = mails.find(fits) ?? withContext(card, { ...settings, answer: null }, tailOf(100));
  return { ...mail, whole: false };
};
