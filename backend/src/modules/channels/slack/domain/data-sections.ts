import type { SectionBlock } from '@slack/web-api';
import { visibleData } from '../../domain/visible-text.js';
import { LIMITS } from './limits.js';
import { escapeSlack } from './mrkdwn.js';
import { mrkdwnSection, pieces, plainSection } from './text-objects.js';

const FENCE = '```';
const ROOM = LIMITS.textObject - 2 * (FENCE.length + 1);

/** As much of the text as fits once it is escaped. */
const firstPiece = (text: string): string => {
  let max = ROOM;
  let piece = pieces(text, max)[0] ?? '';
  while (escapeSlack(piece).length > ROOM) {
    max = Math.floor(max * 0.8);
    piece = pieces(text, max)[0] ?? '';
  }
  return piece;
};

const fenced = (piece: string): SectionBlock =>
  mrkdwnSection(`${FENCE}\n${escapeSlack(piece.replace(/\n$/, ''))}\n${FENCE}`);

/**
 * Arguments and diffs, letter by letter, in a fixed-width font; what is hidden in them is made visible (T27). Where the
 * fence itself occurs in them they stand in plain text, so that nothing can end it early.
 */
export const dataSections = (data: string): SectionBlock[] => {
  const shown = visibleData(data);
  if (shown.trim() === '' || shown.includes(FENCE)) return pieces(shown, LIMITS.textObject).map(plainSection);
  const sections: SectionBlock[] = [];
  for (let rest = shown; rest !== ''; ) {
    const piece = firstPiece(rest);
    sections.push(fenced(piece));
    rest = rest.slice(piece.length);
  }
  return sections;
};
