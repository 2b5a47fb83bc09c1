import type { DemoRequest } from '../demo-request.js';
import { quote, type Scenario } from '../scenario.js';

const SHOWN = 8;

const recall = ({ userTurns }: DemoRequest) => {
  const earlier = userTurns.slice(0, -1);
  if (earlier.length === 0) return 'This is your first message in this session, so there is nothing before it.';
  const shown = earlier.slice(-SHOWN).map((text, index) => `${index + 1}. ${quote(text)}`);
  const left = earlier.length - shown.length;
  return `In this session you wrote${left > 0 ? `, after ${left} earlier ones` : ''}:\n\n${shown.join('\n')}`;
};

export const remember: Scenario = {
  name: 'remember',
  when: /\b(what (did|have) i (say|said|write|written|ask|asked|tell|told)|do you remember|remember what|what do you remember)\b/i,
  thought: 'I look through what was said in this session.',
  questions: [],
  reply: recall,
};
