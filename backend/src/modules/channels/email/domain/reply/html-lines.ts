import { Parser } from 'htmlparser2';
import { type HiddenNames, hiddenNames, isHidden } from './hidden-html.js';
import { boundedLines, cleanText, type Line, MAX_LINES } from './line.js';

type Attributes = Readonly<Record<string, string>>;

const BLOCKS = new Set(
  'address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tr ul'.split(
    ' ',
  ),
);
const SPACED = new Set(['p', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote']);
/** Containers that hold nothing but the mail that is answered. */
const QUOTING = /(?:^|\s)(?:yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|gmx_quote)(?:\s|$)/;
const INTRO = /(?:^|\s)(?:gmail_attr|moz-cite-prefix|moz-email-headers-table|zmail_extra_hr)(?:\s|$)/;
/** Programs that only draw a line above what they quote. */
const CUT =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|lineBreakAtBeginningOfMessage)$/;
const DRAWN = /border:none;border-top:solid#[0-9a-f]{6}1\.0pt/i;
/** Gmail indents a person's own words with it. */
const INDENT = /margin:0(?:px)?0(?:px)?0(?:px)?40px;border:none/i;

/** An element and what holds inside of it. */
interface Open {
  tag: string;
  hidden: boolean;
  depth: number;
  intro: boolean;
  pre: boolean;
  spaced: boolean;
  struck: boolean;
}
const OUTSIDE: Open = { tag: '', hidden: false, depth: 0, intro: false, pre: false, spaced: false, struck: false };

const compact = (text = ''): string => text.slice(0, 1000).replace(/\s+/g, '');
const quotes = (tag: string, { class: name = '', style }: Attributes): boolean =>
  QUOTING.test(name) || (tag === 'blockquote' && !INDENT.test(compact(style)));
const cuts = (tag: string, { id = '', style }: Attributes): boolean =>
  CUT.test(id) || (tag === 'div' && DRAWN.test(compact(style)));
/** Outlook's paragraphs have no space between them. */
const spaced = (tag: string, { class: name = '', style }: Attributes): boolean =>
  SPACED.has(tag) &&
  !/mso(?:normal|listparagraph|plaintext)/i.test(name) &&
  !/margin(?:-bottom)?:0/i.test(compact(style));

/** Words that were crossed out were said and taken back, so they stay and show it. */
const STRUCK = '~~';
const strikes = (tag: string, { style }: Attributes): boolean =>
  ['s', 'strike', 'del'].includes(tag) || /text-decoration(?:-line)?:[^;]*line-through/i.test(compact(style));

/** Writes lines as a browser would break them. */
class LineWriter {
  readonly lines: Line[] = [];
  private text = '';
  private started = false;

  constructor(private readonly place: () => Omit<Line, 'text'>) {}

  add(text: string, pre: boolean): void {
    if (pre) {
      const [first = '', ...rest] = text.split('\n');
      this.text += first;
      for (const line of rest) {
        this.end();
        this.text = line;
      }
    } else this.text += this.text === '' || this.text.endsWith(' ') ? text.replace(/^[ \t\n]+/, '') : text;
    // Outlook writes an empty line as a paragraph with nothing but a space that does not break.
    this.started ||= /[^ \t\n]/.test(this.text);
  }

  /** An empty line too. */
  end(): void {
    if (this.lines.length <= MAX_LINES) this.lines.push({ text: this.text.trimEnd(), ...this.place() });
    this.text = '';
    this.started = false;
  }

  block(): void {
    if (this.started) this.end();
    this.text = '';
  }

  blank(): void {
    this.block();
    if (this.lines.at(-1)?.text) this.end();
  }
}

const MAX_HTML = 1024 * 1024;
const MAX_OPEN = 2_000;

class HtmlReader {
  private readonly open: Open[] = [];
  private readonly writer = new LineWriter(() => this.place());

  constructor(private readonly names: HiddenNames) {}

  read(html: string): Line[] {
    const parser = new Parser(
      {
        onopentag: (tag, attributes) => this.begin(tag, attributes),
        ontext: (text) => this.write(text),
        onclosetag: (tag) => this.finish(tag),
      },
      { decodeEntities: true },
    );
    parser.end(html);
    this.writer.block();
    return this.writer.lines.map((line) => ({ ...line, text: cleanText(line.text).trimEnd() }));
  }

  private get inner(): Open {
    return this.open.at(-1) ?? OUTSIDE;
  }

  private place(): Omit<Line, 'text'> {
    const { depth, intro } = this.inner;
    return { depth, ...(depth === 0 && intro && { mark: 'intro' as const }) };
  }

  private begin(tag: string, attributes: Attributes): void {
    const outer = this.inner;
    const hidden = outer.hidden || isHidden(tag, attributes, this.names) || this.open.length > MAX_OPEN;
    if (!hidden) this.beginSeen(tag, attributes);
    this.open.push({
      tag,
      hidden,
      depth: outer.depth + (!hidden && quotes(tag, attributes) ? 1 : 0),
      intro: outer.intro || INTRO.test(attributes.class ?? ''),
      pre: outer.pre || tag === 'pre',
      spaced: spaced(tag, attributes),
      struck: !hidden && strikes(tag, attributes),
    });
  }

  private beginSeen(tag: string, attributes: Attributes): void {
    if (BLOCKS.has(tag)) spaced(tag, attributes) ? this.writer.blank() : this.writer.block();
    if (cuts(tag, attributes)) this.writer.lines.push({ text: '', ...this.place(), mark: 'cut' });
    if (strikes(tag, attributes)) this.writer.add(STRUCK, false);
    if (tag === 'br') this.writer.end();
    if (tag === 'li') this.writer.add('- ', false);
    if (tag === 'td' || tag === 'th') this.writer.add(' ', false);
    if (tag === 'img' && /^\p{Extended_Pictographic}/u.test(attributes.alt ?? ''))
      this.writer.add(attributes.alt ?? '', false);
  }

  private finish(tag: string): void {
    const element = this.open.at(-1);
    if (!element || element.tag !== tag) return;
    if (element.struck) this.writer.add(STRUCK, false);
    if (!element.hidden && BLOCKS.has(tag)) element.spaced ? this.writer.blank() : this.writer.block();
    this.open.pop();
  }

  private write(text: string): void {
    const { hidden, pre } = this.inner;
    // A space that does not break was typed: it is neither a line's end nor indentation.
    if (!hidden) this.writer.add(pre ? text : text.replace(/[ \t\r\n\f]+/g, ' '), pre);
  }
}

/** What a person sees of it, line by line, with its quotes marked. */
export const htmlLines = (html: string): Line[] => {
  const part = html.slice(0, MAX_HTML);
  return boundedLines(new HtmlReader(hiddenNames(part)).read(part), part.length === html.length);
};
