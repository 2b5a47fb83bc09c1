import { question, quote, type Scenario } from '../scenario.js';

const plan = (data: string) => `You said: ${quote(data)}. Here is a small plan for exactly that.

1. **Name the decision.** Write down what should be different after the analysis. Without it every chart looks useful.
2. **Collect.** Export the last 12 months with one row per event, and keep the columns *date*, *amount* and *who or what*.
3. **Clean.** Remove duplicates, agree on one currency and one time zone, and mark what is missing instead of guessing.
4. **Look.** Totals per month, then the ten largest groups, then what changed most against last year.
5. **Check.** Take three rows and follow them back to their source before anyone sees a number.

| question | first chart |
|---|---|
| How does it develop? | line per month |
| Where does it come from? | bars per group, largest first |
| What is unusual? | table of the outliers |

Tell me which columns you have, and I can go one step further.`;

export const analyseData: Scenario = {
  name: 'analyse data',
  when: /^(?=.*\banaly[sz])(?=.*\b(guidance|help|guide)\b)/is,
  thought: 'The request does not say which data, and the plan depends on it.',
  questions: [
    question({
      type: 'TEXT',
      question: 'What kind of data would you like to analyse?',
      context: 'Sales figures, survey answers and server logs each need a different first step.',
    }),
  ],
  reply: ({ answers }) => plan(answers[0]?.text ?? ''),
};
