import type { Step } from '@parley/contracts';

/** A step, a line of work that holds some, or both: what stands at one key path of the journal. */
export interface TreeNode {
  key: string;
  /** Names from the outermost: more than one where single children were drawn into one line. */
  names: readonly string[];
  step: Step | null;
  children: readonly TreeNode[];
}

interface Draft {
  key: string;
  name: string;
  step: Step | null;
  children: Draft[];
}

/** `draft#2` → `draft 2`; the first of a name needs no number. */
const nameOf = (part: string) => {
  const at = part.lastIndexOf('#');
  const occurrence = at < 0 ? '1' : part.slice(at + 1);
  const name = at < 0 ? part : part.slice(0, at);
  return occurrence === '1' ? name : `${name} ${occurrence}`;
};

/** A line of work with a single thing in it is drawn as that thing. */
const collapse = ({ key, name, step, children }: Draft): TreeNode => {
  const nodes = children.map(collapse);
  const only = nodes.length === 1 && !step ? nodes[0] : undefined;
  if (!only) return { key, names: [name], step, children: nodes };
  // Called the same as what it is for: once is enough.
  return only.names[0] === name ? only : { ...only, names: [name, ...only.names] };
};

/** The journal as the branches it was written by (`branch#1/unit#1`), each at the place where it first did something. */
export const runTree = (steps: readonly Step[]): TreeNode[] => {
  const root: Draft = { key: '', name: '', step: null, children: [] };
  const drafts = new Map<string, Draft>();
  const at = (path: readonly string[]): Draft => {
    if (path.length === 0) return root;
    const key = path.join('/');
    const known = drafts.get(key);
    if (known) return known;
    const draft: Draft = { key, name: nameOf(path.at(-1) ?? ''), step: null, children: [] };
    drafts.set(key, draft);
    at(path.slice(0, -1)).children.push(draft);
    return draft;
  };
  for (const step of steps) at(step.key.split('/')).step = step;
  return root.children.map(collapse);
};

export const stepsIn = (node: TreeNode): Step[] => [
  ...(node.step ? [node.step] : []),
  ...node.children.flatMap(stepsIn),
];
