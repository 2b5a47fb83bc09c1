import type { SamplePrompt } from '@parley/contracts';

/** Tickets of the repository that comes along (sandbox/devtools). */
export const samplePrompts: SamplePrompt[] = [
  { title: 'A small bug', prompt: 'Fix SHOP-12', shows: 'APPROVAL' },
  { title: 'Unclear scope', prompt: 'Please do SHOP-15', shows: 'CHOICE' },
  { title: 'Several files', prompt: 'Fix SHOP-21', shows: 'APPROVAL' },
  { title: 'Choose a ticket', prompt: 'Work on a ticket', shows: 'CHOICE' },
];
