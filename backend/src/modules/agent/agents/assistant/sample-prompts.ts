import type { SamplePrompt } from '@parley/contracts';

/** What a newcomer can try; with the demo model each shows another kind of question. */
export const samplePrompts: SamplePrompt[] = [
  { title: 'A question', prompt: 'Help me analyze data but I need guidance', shows: 'TEXT' },
  { title: 'A choice', prompt: 'Write the launch mail for our new version', shows: 'CHOICE' },
  { title: 'Several choices', prompt: 'Plan our team offsite', shows: 'MULTI_CHOICE' },
  { title: 'Approve an action', prompt: 'Clean up the old export files', shows: 'APPROVAL' },
  { title: 'Approve a change', prompt: 'Change the config so that uploads are limited', shows: 'APPROVAL' },
  { title: 'A form', prompt: 'Book a meeting room for next week', shows: 'FORM' },
  { title: 'A notice', prompt: 'Notify me when the import is done', shows: 'NOTICE' },
  { title: 'Use a tool', prompt: 'What time is it in Tokyo?', shows: null },
  { title: 'Just an answer', prompt: 'Tell me a long story', shows: null },
];
