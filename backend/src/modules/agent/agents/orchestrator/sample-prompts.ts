import type { SamplePrompt } from '@parley/contracts';

/** What a newcomer can try with the three sample agents. */
export const samplePrompts: SamplePrompt[] = [
  {
    title: 'Three agents, two batches',
    prompt: 'Plan a team offsite in Lisbon in May: weather, travel and total budget for 12 people',
    shows: 'TEXT',
  },
  { title: 'A missing fact', prompt: 'Plan a team offsite: weather, travel and total budget', shows: 'FORM' },
  { title: 'One agent', prompt: 'What is the weather like in Lisbon in May?', shows: null },
  { title: 'Nobody fits', prompt: 'Translate our handbook into Japanese', shows: null },
];
