import type { ReactNode } from 'react';
import { cx, each } from '#kit/page';
import { useWorld } from '../data/world';
import { assertNever } from '../lib/assert-never';
import type { Inline } from '../lib/rich';
import { slackDate } from '../lib/slack-date';

const MENTION = 'rounded bg-mention px-0.5 text-link';

function Link({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="text-link underline decoration-link/35 underline-offset-2 hover:decoration-current"
    >
      {children}
    </a>
  );
}

function Name({ id, kind, label }: { id: string; kind: 'user' | 'channel'; label: string | null }) {
  const { me, member, nameOf, channel, channelName } = useWorld();
  if (kind === 'channel') return <span className={MENTION}>#{channel(id) ? channelName(id) : (label ?? id)}</span>;
  const isMe = id === me.id;
  const name = member(id) ? nameOf(id) : (label ?? id);
  return <span className={cx(MENTION, isMe && 'bg-warning-soft! text-warning-text!')}>@{name}</span>;
}

function When({ node }: { node: Extract<Inline, { kind: 'date' }> }) {
  const { reader } = useWorld();
  const words = slackDate(node.at, node.format, reader());
  const shown = (
    <time dateTime={new Date(node.at * 1_000).toISOString()} title={node.fallback}>
      {words}
    </time>
  );
  return node.url === null ? shown : <Link url={node.url}>{shown}</Link>;
}

function InlineNode({ node }: { node: Inline }): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return <strong className="font-bold">{inlines(node.children)}</strong>;
    case 'italic':
      return <em>{inlines(node.children)}</em>;
    case 'strike':
      return <s>{inlines(node.children)}</s>;
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return <Link url={node.url}>{inlines(node.children)}</Link>;
    case 'user':
    case 'channel':
      return <Name id={node.id} kind={node.kind} label={node.label} />;
    case 'mention':
      return <span className={MENTION}>{node.name}</span>;
    case 'date':
      return <When node={node} />;
    case 'break':
      return <br />;
    default:
      return assertNever(node);
  }
}

const inlines = (nodes: readonly Inline[]): ReactNode => each(nodes, (node) => <InlineNode node={node} />);

export function InlineView({ nodes }: { nodes: readonly Inline[] }) {
  return inlines(nodes);
}
