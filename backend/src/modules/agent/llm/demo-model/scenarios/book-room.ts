import type { DemoAnswer } from '../demo-request.js';
import { question, type Scenario } from '../scenario.js';

const FIELDS = [
  { name: 'title', label: 'Title', type: 'string', required: true, enumValues: [] },
  { name: 'date', label: 'Date', type: 'date', required: true, enumValues: [] },
  { name: 'people', label: 'Number of people', type: 'number', required: true, enumValues: [] },
  { name: 'room', label: 'Room', type: 'enum', required: true, enumValues: ['Aare', 'Limmat', 'Reuss'] },
  { name: 'video', label: 'Video call', type: 'boolean', required: false, enumValues: [] },
  { name: 'guests', label: 'Guests from outside', type: 'string_list', required: false, enumValues: [] },
] as const;

const rows = (answer: DemoAnswer | undefined) => {
  const values = (answer?.value.values ?? {}) as Record<string, unknown>;
  return FIELDS.filter((field) => values[field.name] !== undefined).map((field) => {
    const value = values[field.name];
    return `| ${field.label} | ${inWords(value)} |`;
  });
};

const inWords = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
};

export const bookRoom: Scenario = {
  name: 'book a room',
  when: /\b(book|meeting|room|register)\b/i,
  thought: 'A booking needs several facts at once, so I ask with one form.',
  questions: [
    question({
      type: 'FORM',
      question: 'What do you need for the meeting?',
      context: 'All rooms have a screen; only Limmat holds more than twelve people.',
      fields: FIELDS.map((field) => ({ ...field, enumValues: [...field.enumValues] })),
    }),
  ],
  reply: ({ answers }) => `This is what I would book:

| | |
|---|---|
${rows(answers[0]).join('\n')}

I am the demo model and have no calendar, so the room is not really reserved.`,
};
