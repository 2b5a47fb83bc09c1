import { lastUserTurn } from '../demo-request.js';
import { question, quote, type Scenario } from '../scenario.js';

export const notice: Scenario = {
  name: 'notice',
  when: /\b(notify|notification|remind|tell me)\b/i,
  thought: 'This only needs to be told. Nobody has to answer.',
  questions: [
    question({
      type: 'NOTICE',
      question: 'The nightly import has finished: 8,204 rows, no errors.',
      context: 'You asked to be told. A notice expects no answer, and the run goes straight on.',
    }),
  ],
  reply: (request) =>
    `Done: you asked ${quote(lastUserTurn(request))}, and I sent the notice above. It went to your preferred channel and needs no answer, so I did not wait.`,
};
