import { question, type Scenario } from '../scenario.js';

const programme = (picked: readonly string[]) => {
  const hours = picked.map((item, index) => `| ${9 + index * 2}:00 | ${item} |`).join('\n');
  return `The day with ${picked.length === 1 ? 'your one choice' : `your ${picked.length} choices`}:

| time | what |
|---|---|
${hours}
| ${9 + picked.length * 2}:00 | Dinner, open end |

Next, someone should check the travel times between the places.`;
};

export const planOffsite: Scenario = {
  name: 'plan an offsite',
  when: /\b(offsite|plan|trip)\b/i,
  thought: 'There is more than one good day. I ask what should be part of it.',
  questions: [
    question({
      type: 'MULTI_CHOICE',
      question: 'What should be part of the day?',
      context: 'Each takes about two hours; three fit well.',
      allowOther: true,
      options: [
        { value: 'workshop', label: 'Workshop', description: 'Goals of the next half year' },
        { value: 'hike', label: 'Hike', description: '8 km, easy' },
        { value: 'cooking', label: 'Cooking together', description: 'Up to 16 people' },
        { value: 'museum', label: 'Museum', description: 'With a guide' },
        { value: 'free', label: 'Free time', description: null },
      ],
    }),
  ],
  reply: ({ answers }) => programme((answers[0]?.text ?? '').split(', ').filter(Boolean)),
};
