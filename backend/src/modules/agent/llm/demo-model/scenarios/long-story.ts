import type { Scenario } from '../scenario.js';

const STORY = `# The question that waited

This is a long answer, written by the demo model so that you can watch it stream, stop it, or reload the page in the
middle and see it go on.

## 1. The night shift

At 02:14 the agent found the last of the duplicated invoices. It had been at work for six hours, had read 40,312 rows,
and was sure of all of them but one. Number 7,731 had been paid twice, or it had been paid once and refunded by somebody
who did not write it down. The two stories left the same trace.

A careless agent would have picked the likelier one. A blocked agent would have sat in a terminal, holding a connection,
until somebody closed the lid of a laptop. This one did something else. It wrote down what it knew, what it did not know
and who could tell, and then it let go.

> *Is invoice 7,731 paid twice, or refunded? I can go on with everything else, and I will wait for you with this one.*

## 2. What the question did next

The question had a life of its own:

1. It became a row in a database before anything else happened.
2. It knocked where its person was last seen. Nobody was there.
3. After a while it tried the next door, without shouting.
4. It kept its place in line while the servers were replaced underneath it.

Meanwhile the machine that had asked it was switched off, because it was Sunday and nobody needed it. Nothing was lost
with it. There was nothing in its memory that was not also written down.

## 3. The same thing in code

\`\`\`ts
const outcome = await ctx.ask('invoice', {
  type: 'CHOICE',
  question: 'Is invoice 7,731 paid twice, or refunded?',
  context: 'Both stories fit the records.',
  options: [
    { value: 'twice', label: 'Paid twice' },
    { value: 'refunded', label: 'Refunded' },
  ],
});

if (outcome.kind === 'answered') {
  await ctx.step('book', () => book(outcome.value)); // runs once, also after a crash right here
}
\`\`\`

The line with \`await\` took two days and eleven hours. No process ran in all that time.

## 4. Who was asked, and where

| when | where | what happened |
|---|---|---|
| Saturday 02:14 | web | nobody had the page open |
| Saturday 09:00 | email | read on a phone, put aside |
| Sunday 18:30 | email | a reminder, in the same thread |
| Monday 13:02 | chat | answered, standing in a queue for soup |

The answer was one word long: *refunded*. Within a second the buttons disappeared from every place where the question
had been shown, so that nobody could answer it a second time. Somebody tried, an hour later, from an old mail. They were
told kindly that Mira had been quicker, and when, and what she had said.

## 5. What could have gone wrong

People who build such things keep a list, and go through it before they go home:

- the question is sent twice, because a machine died between sending it and writing down that it was sent
- the answer arrives twice, from two places, within the same second, and they differ
- the answer arrives after the deadline, or from somebody who should not decide
- the code of the agent was changed while it was waiting, and the old journal no longer fits

None of these is rare. Each of them has a row in a table that says what happens then, and a test that makes it happen on
purpose, over and over, until nobody has to be brave to deploy on a Friday.

## 6. The morning after

The agent did not start again from the first row. It opened its journal, found that everything up to the question was
already there, read the answer as if it had been given at once, booked the invoice and wrote its report. The report had
one line more than usual:

- 40,311 rows decided by rule
- 1 row decided by Mira
- 0 rows decided by guessing

That last line is the reason why the story is worth telling. Knowing a lot is useful. Knowing what you do not know, and
whom to ask, and being able to wait, is what makes it safe to let somebody work through the night.

*The end. The demo model tells the same story every time; a real model would not.*
`;

export const longStory: Scenario = {
  name: 'long story',
  when: /\b(long|story|essay)\b/i,
  thought: 'This will be a longer text. I write it step by step.',
  questions: [],
  reply: () => STORY,
};
