import type { ExecuteRequest, Saying } from './protocol.js';

const WORDS =
  'the lamp turned over a quiet sea while nobody counted ships and gulls slept under wet stone 🌊 until dawn'.split(
    ' ',
  );
const STORY_WORDS = 60;
const WORDS_IN_CHUNK = 3;

/** The same numbers for the same text (mulberry32). */
export const chance = (seed: string): (() => number) => {
  let state = [...seed].reduce(
    (sum, character) => Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619),
    2_166_136_261,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The same story for the same input, so that whoever tests knows how it ends. */
export const storyAbout = (input: string): string => {
  const next = chance(input);
  const words = Array.from({ length: STORY_WORDS }, () => WORDS[Math.floor(next() * WORDS.length)]);
  return `About “${input}”: ${words.join(' ')}.`;
};

/** A final chunk may be empty. */
const spoken = (text: string): Saying[] => {
  const words = text.split(/(?<= )/);
  const chunks = Array.from({ length: Math.ceil(words.length / WORDS_IN_CHUNK) }, (_, index) =>
    words.slice(index * WORDS_IN_CHUNK, (index + 1) * WORDS_IN_CHUNK).join(''),
  );
  const tokens = { input: 12, output: words.length };
  const metadata = { model: 'sample-teller-1', tokens, finish_reason: 'stop' };
  return [...chunks.map((chunk) => ({ chunk, is_final: false as const })), { chunk: '', is_final: true, metadata }];
};

const HOW_TO_TRAVEL = {
  type: 'CHOICE',
  question: 'How would you like to travel?',
  options: [
    { value: 'train', label: 'By train' },
    { value: 'plane', label: 'By plane' },
  ],
};

const travel = ({ input, answer }: ExecuteRequest): Saying[] => {
  if (!answer) {
    const before = spoken(`I looked up “${input}”. `).slice(0, -1);
    return [...before, { kind: 'ask', ask_id: 'how', question: HOW_TO_TRAVEL }];
  }
  if (answer.outcome !== 'answered') return spoken('Then I book nothing.');
  return spoken(`Booked, and you travel: ${answer.text}. `);
};

const scripts: Record<string, (request: ExecuteRequest) => Saying[]> = {
  storyteller: ({ input }) => spoken(storyAbout(input)),
  'travel-desk': travel,
};

/** All that a leg says; undefined: it is no workflow of this service. A pure function, so that any instance says the same. */
export const scriptFor = (request: ExecuteRequest): Saying[] | undefined =>
  Object.hasOwn(scripts, request.workflow) ? scripts[request.workflow]?.(request) : undefined;
