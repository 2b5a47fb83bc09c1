import type { TextObject } from '../lib/block-types';
import { parseMrkdwn } from '../lib/mrkdwn';
import { parsePlain } from '../lib/rich-text';
import { InlineView } from './inline-view';
import { RichView } from './rich-view';

/** A text object of Block Kit, as a block of its own. */
export function TextView({ text, className }: { text: TextObject; className?: string }) {
  const nodes =
    text.type === 'mrkdwn'
      ? parseMrkdwn(text.text)
      : [{ kind: 'paragraph' as const, children: parsePlain(text.text, text.emoji !== false) }];
  return <RichView nodes={nodes} className={className} />;
}

/** The same within a line: labels, options, the words on a button. */
export function TextLine({ text }: { text: TextObject }) {
  if (text.type === 'plain_text') return <InlineView nodes={parsePlain(text.text, text.emoji !== false)} />;
  const nodes = parseMrkdwn(text.text).flatMap((node) => (node.kind === 'paragraph' ? node.children : []));
  return <InlineView nodes={nodes} />;
}
