import { lastUserTurn } from '../demo-request.js';
import { quote, type Scenario } from '../scenario.js';
import { toolUses } from '../tool-tags.js';

const LIST = 'devtools.list_branches';
const CREATE = 'devtools.create_branch';
const ASKED = /\bcreate (?:a |the )?branch (?:named |called )?[`"“]?([\w./-]+)/i;

/** A tool that only reads, and then one that asks first: both in one run. */
export const makeBranch: Scenario = {
  name: 'make a branch',
  when: ASKED,
  thought: 'First I look where the branch would begin, then I ask for it.',
  questions: [],
  call: ({ uses, request }) => {
    const [listed, ...others] = uses;
    if (!listed) return { tool: LIST, argumentsJson: '{}', why: 'The new branch begins at the newest commit.' };
    const base = /"(?:main|master)"[^}]*?"([0-9a-f]{40})"/.exec(listed.text)?.[1];
    if (others.length > 0 || listed.outcome !== 'DONE' || !base) return undefined;
    const name = ASKED.exec(lastUserTurn(request))?.[1]?.replace(/\.+$/, '') ?? '';
    return {
      tool: CREATE,
      argumentsJson: JSON.stringify({ name, base_sha: base }),
      why: `You asked for the branch “${name}”. Nothing else is changed by it.`,
    };
  },
  reply: ({ prompt }) => {
    const last = toolUses(prompt).at(-1);
    if (!last) return 'I have no repository at hand, so there is nothing to make a branch in.';
    if (last.tool === CREATE && last.outcome === 'DONE') return `The branch is there: ${quote(last.text)}.`;
    const why = last.text ? ` (${last.text})` : '';
    return `No branch was made, **nothing was done**: \`${last.tool}\` ended as ${last.outcome.toLowerCase()}${why}.`;
  },
};
