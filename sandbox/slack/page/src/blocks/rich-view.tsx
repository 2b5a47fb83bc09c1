import type { ReactNode } from 'react';
import { cx, each } from '#kit/page';
import { assertNever } from '../lib/assert-never';
import type { Inline, Rich, RichItem } from '../lib/rich';
import { InlineView } from './inline-view';

function Item({ item: { checked, children } }: { item: RichItem }) {
  return (
    <li className={cx(checked !== null && '-ml-5 list-none')}>
      {checked !== null && (
        <input type="checkbox" aria-label="Done" checked={checked} disabled className="float-left mt-1 mr-2" />
      )}
      {riches(children)}
    </li>
  );
}

function Table({ head, rows }: { head: Inline[][]; rows: Inline[][][] }) {
  const cell = (nodes: Inline[]) => <InlineView nodes={nodes} />;
  return (
    <table>
      <thead>
        <tr>
          {each(head, (nodes) => (
            <th>{cell(nodes)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {each(rows, (row) => (
          <tr>
            {each(row, (nodes) => (
              <td>{cell(nodes)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function List({ node }: { node: Extract<Rich, { kind: 'list' }> }) {
  const { ordered, start, indent, items } = node;
  const style = indent > 0 ? { marginLeft: `${indent * 1.5}rem` } : undefined;
  const inside = each(items, (item) => <Item item={item} />);
  return ordered ? (
    <ol start={start} style={style}>
      {inside}
    </ol>
  ) : (
    <ul style={style}>{inside}</ul>
  );
}

const HEADINGS = ['text-[1.1875rem]', 'text-[1.0625rem]'];

function RichNode({ node }: { node: Rich }): ReactNode {
  switch (node.kind) {
    case 'paragraph':
      return (
        <p>
          <InlineView nodes={node.children} />
        </p>
      );
    case 'heading':
      return (
        <p className={cx('font-bold', HEADINGS[node.level - 1])}>
          <InlineView nodes={node.children} />
        </p>
      );
    case 'pre':
      return <pre>{node.text}</pre>;
    case 'quote':
      return <blockquote>{riches(node.children)}</blockquote>;
    case 'list':
      return <List node={node} />;
    case 'table':
      return <Table head={node.head} rows={node.rows} />;
    case 'rule':
      return <hr className="my-3" />;
    default:
      return assertNever(node);
  }
}

const riches = (nodes: readonly Rich[]): ReactNode => each(nodes, (node) => <RichNode node={node} />);

export function RichView({ nodes, className }: { nodes: readonly Rich[]; className?: string }) {
  return <div className={cx('rich', className)}>{riches(nodes)}</div>;
}
