import type { KnownBlock } from '@slack/web-api';
import {
  answeredBy,
  answerWords,
  closedHeadline,
  conclusion,
  inUtc,
  notShown,
  toolLine,
} from '../../domain/card-words.js';
import type { FeedbackCard } from '../../domain/feedback-card.js';
import { clip } from '../../domain/visible-text.js';
import { label, localTime } from './mrkdwn.js';
import { mrkdwn, mrkdwnSection, plain, plainContext, plainSection, title, wordSections } from './text-objects.js';

/** As much of a long answer as is worth repeating. */
const ANSWER = 2_500;

const linkLine = (link: string): KnownBlock => ({ type: 'context', elements: [mrkdwn(`<${link}|Open in Parley>`)] });

/** What it was about stays readable beside what became of it. */
const asked = (card: FeedbackCard): KnownBlock[] => {
  const { question } = card;
  if (question.sensitive) return [plainSection(`${notShown(card)}.`)];
  const call = question.type === 'APPROVAL' && question.action ? [plainContext(toolLine(question.action))] : [];
  return [mrkdwnSection(`*${label(closedHeadline(card))}*`), ...title(question.question), ...call];
};

/** "Answered by Mira in Slack, 14:02", in the reader's own time. */
const result = (card: FeedbackCard, words: string): KnownBlock[] => {
  const { response, question } = card;
  if (card.handedTo || card.status !== 'ANSWERED' || !response) return wordSections(words);
  const at = localTime(response.at, inUtc(response.at));
  const said = answerWords(card);
  return [
    { type: 'context', elements: [plain(answeredBy(response, question)), mrkdwn(at)] },
    ...(said ? wordSections(clip(said, ANSWER)) : []),
  ];
};

/** What is left of a card that is over, or somebody else's: nothing on it can be pressed. Null: it stands open. */
export const closedBlocks = (card: FeedbackCard, link: string): KnownBlock[] | null => {
  const words = conclusion(card);
  return words === null ? null : [...asked(card), ...result(card, words), linkLine(link)];
};
