import { layout } from '../html/layout.js';
import { SENTINEL } from '../marks.js';
import type { MailBlock, MailContent, RenderedMail } from './block.js';
import { blocksHtml } from './block-html.js';
import { blocksText } from './block-text.js';

/** Gmail cuts what is longer than about 102 kB, and what it cut is not shown to who decides. */
const MAX_HTML_BYTES = 90_000;

/** Text and HTML of one mail together, which have at most a letter for each byte of the HTML. */
export const MAX_TEXT_LENGTH = 2 * MAX_HTML_BYTES;

export const renderMail = ({ subject, preview, blocks }: MailContent): RenderedMail => ({
  subject,
  text: `${SENTINEL}\n\n${blocksText(blocks)}\n`,
  html: layout({ title: subject, preview, body: blocksHtml(blocks) }),
});

export const fits = ({ html }: RenderedMail): boolean => Buffer.byteLength(html) <= MAX_HTML_BYTES;

/**
 * The longest that fits of a part that may be cut.
 * @param blocksWith the blocks with that much of the part, in code units; with none of it, they fit
 */
export const longestThatFits = (
  length: number,
  content: Omit<MailContent, 'blocks'>,
  blocksWith: (length: number) => readonly MailBlock[],
): RenderedMail => {
  const mailWith = (kept: number) => renderMail({ ...content, blocks: blocksWith(kept) });
  const whole = mailWith(length);
  if (fits(whole)) return whole;
  const least = mailWith(0);
  // A letter takes a byte or more.
  const room = MAX_HTML_BYTES - Buffer.byteLength(least.html);
  for (let kept = Math.min(length, room); kept >= 50; kept = Math.floor(kept * 0.75)) {
    const mail = mailWith(kept);
    if (fits(mail)) return mail;
  }
  return least;
};
