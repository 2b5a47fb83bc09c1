import { question, quote, type Scenario } from '../scenario.js';

const draft = (audience: string) => `A draft for ${quote(audience)}:

> **Subject:** It is here
>
> Hello,
>
> from today you can try what we have been building. It takes two minutes to set up, and your feedback decides what
> comes next. Just answer this mail.
>
> The team

Nothing was sent. Shorten it, change the tone, or ask me for a version in another language.`;

export const launchMail: Scenario = {
  name: 'launch mail',
  when: /\b(launch|announc)/i,
  thought: 'Whom it is for decides about the wording, so I ask first.',
  questions: [
    question({
      type: 'CHOICE',
      question: 'Who should get the announcement?',
      context: 'The audience decides about tone and timing, and a mail cannot be taken back.',
      allowOther: true,
      options: [
        { value: 'beta', label: 'Beta users', description: '412 people' },
        { value: 'everyone', label: 'Everyone', description: '12,880 people' },
        { value: 'team', label: 'Only the team', description: 'A rehearsal' },
      ],
    }),
  ],
  reply: ({ answers }) => draft(answers[0]?.text ?? ''),
};
