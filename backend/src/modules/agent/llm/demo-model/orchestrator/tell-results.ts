import { quote } from '../scenario.js';

interface Result {
  readonly task: string;
  readonly agent: string | null;
  readonly status: string;
  readonly result?: string;
  readonly reason?: string;
}

const quoted = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trim())
    .join('\n');

const told = ({ task, agent, result }: Result) => `### ${task}\n\n**${agent}** says:\n\n${quoted(result ?? '')}`;
const missing = ({ task, agent, reason }: Result) => `- ${task}${agent ? ` (${agent})` : ''}: ${reason ?? 'no result'}`;

/** The reply made of what the agents gave, each quoted as what it said. */
export const tellResults = (results: readonly Result[], request: string): string => {
  if (results.length === 0)
    return `You wrote ${quote(request)}. No other agent is needed for this. Give me something to plan, such as *What is the weather like in Lisbon in May?*`;
  const done = results.filter(({ status }) => status === 'done');
  const open = results.filter(({ status }) => status !== 'done');
  const parts = [
    done.length > 0 ? 'Here is what the agents found.' : 'None of the agents could give a result.',
    ...done.map(told),
    ...(open.length > 0 ? [`**Still missing:**\n\n${open.map(missing).join('\n')}`] : []),
  ];
  return parts.join('\n\n');
};
