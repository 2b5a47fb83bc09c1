/** Formatted text, whatever it was written in. Everything that people or apps wrote is a plain string in it, never markup. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'user' | 'channel'; id: string; label: string | null }
  /** @here, @channel, @everyone and user groups. */
  | { kind: 'mention'; name: string }
  /** `at` in seconds. */
  | { kind: 'date'; at: number; format: string; url: string | null; fallback: string }
  | { kind: 'break' };

export interface RichItem {
  /** null: no box to tick. */
  checked: boolean | null;
  children: Rich[];
}

export type Rich =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'pre'; text: string }
  | { kind: 'quote'; children: Rich[] }
  | { kind: 'list'; ordered: boolean; start: number; indent: number; items: RichItem[] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

export const text = (value: string): Inline => ({ kind: 'text', text: value });

/** A link, or only its words where the address is none that may be followed. */
export const linkOr = (url: string | null, children: Inline[]): Inline[] =>
  url === null ? children : [{ kind: 'link', url, children }];

/** Neighbouring texts become one. */
export const joined = (nodes: readonly Inline[]): Inline[] => {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
    else if (node.kind !== 'text' || node.text !== '') result.push(node.kind === 'text' ? { ...node } : node);
  }
  return result;
};
