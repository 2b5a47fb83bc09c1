import { namesOwnAddress } from '../own-address.js';
import { isBlank, type Line, squash } from './line.js';

/** What we know of the mail that is answered. It holds in every language, because we wrote it. */
export interface Asked {
  /** The line on top of every mail of ours. */
  sentinel: string;
  ownAddress: string;
  /** All lines of the text that we sent, if at hand. */
  ownLines: readonly string[];
}

export interface OwnText {
  isSentinel: (lines: readonly Line[], at: number) => boolean;
  /** A whole line of ours, long enough that nobody types it by chance. */
  isOwnLine: (line: Line) => boolean;
  /** Of ours, whole or broken off by a program. */
  isOurs: (line: Line) => boolean;
  namesUs: (text: string) => boolean;
}

const LONG = 16;
const PIECE = 8;

export const ownText = ({ sentinel, ownAddress, ownLines }: Asked): OwnText => {
  const mark = squash(sentinel);
  const whole = new Set(ownLines.map(squash).filter((line) => line !== ''));
  const all = ownLines.map(squash).join('');
  return {
    // Programs break long lines, and turn marks into a blank or two.
    isSentinel: (lines, at) => {
      const line = squash(lines[at]?.text ?? '');
      return (
        line !== '' &&
        (line.includes(mark) ||
          (mark.startsWith(line) &&
            line.length >= PIECE &&
            `${line}${squash(lines[at + 1]?.text ?? '')}`.startsWith(mark)))
      );
    },
    isOwnLine: (line) => !isBlank(line) && squash(line.text).length >= LONG && whole.has(squash(line.text)),
    isOurs: (line) => {
      const text = squash(line.text);
      return whole.has(text) || (text.length >= PIECE && all.includes(text));
    },
    namesUs: (text) => namesOwnAddress(text.slice(0, 2_000), ownAddress),
  };
};
