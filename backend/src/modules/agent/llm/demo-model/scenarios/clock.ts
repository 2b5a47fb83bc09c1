import { lastUserTurn } from '../demo-request.js';
import { quote, type Scenario } from '../scenario.js';
import { toolUses } from '../tool-tags.js';

const CLOCK = 'parley.current_time';
const ZONES: Readonly<Record<string, string>> = {
  tokyo: 'Asia/Tokyo',
  berlin: 'Europe/Berlin',
  london: 'Europe/London',
  'new york': 'America/New_York',
  sydney: 'Australia/Sydney',
};

const zoneOf = (text: string): string =>
  Object.entries(ZONES).find(([city]) => text.toLowerCase().includes(city))?.[1] ?? 'UTC';

const localOf = (text: string): string => {
  try {
    return String((JSON.parse(text) as { local?: unknown }).local ?? text);
  } catch {
    return text;
  }
};

export const clock: Scenario = {
  name: 'what time it is',
  when: /\bwhat(['’]s| is)? (the )?time\b/i,
  thought: 'I look at the clock.',
  questions: [],
  call: ({ uses, request }) =>
    uses.length > 0
      ? undefined
      : {
          tool: CLOCK,
          argumentsJson: JSON.stringify({ timeZone: zoneOf(lastUserTurn(request)) }),
          why: 'A model has no clock of its own.',
        },
  reply: ({ prompt }) => {
    const [use] = toolUses(prompt);
    if (!use) return 'I have no clock here.';
    if (use.outcome !== 'DONE') return `The clock did not tell me: ${quote(use.text)}.`;
    return `It is **${localOf(use.text)}**. I did not guess: \`${CLOCK}\` told me.`;
  },
};
