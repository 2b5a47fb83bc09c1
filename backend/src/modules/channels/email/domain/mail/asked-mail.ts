import type { FeedbackRequest } from '@parley/contracts';
import { cardAsAsked, type FeedbackCard } from '../../../domain/feedback-card.js';
import { linesOf } from './lines-of.js';
import { type CardMail, cardMail } from './mail-card.js';

/** Where a mail leads to in the web app. `publicUrl` is without a trailing slash. */
export const linkTo = (publicUrl: string, sessionId: string | null): string =>
  sessionId === null ? publicUrl : `${publicUrl}/sessions/${sessionId}`;

/** A card as it is sent. `linkToken` is what its buttons answer by; null: it has none. */
export const askedMail = (card: FeedbackCard, publicUrl: string, linkToken: string | null): CardMail =>
  cardMail(card, {
    link: linkTo(publicUrl, card.sessionId),
    answer: linkToken === null ? null : `${publicUrl}/answer/${linkToken}`,
  });

/** A question as it stood in our mail, line by line. The tokens behind its buttons are in no line. */
export const linesOfAsked = (request: FeedbackRequest, publicUrl: string): string[] =>
  linesOf(askedMail(cardAsAsked(request), publicUrl, ''));
