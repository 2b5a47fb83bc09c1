import { question, type Scenario } from '../scenario.js';

export const everything: Scenario = {
  name: 'several questions',
  when: /\b(ask me everything|several questions|many questions|all questions)\b/i,
  thought: 'Three things are open and none depends on another, so I ask them at once.',
  questions: [
    question({
      type: 'TEXT',
      question: 'What is the project called?',
      context: 'The name goes into the title of the report.',
    }),
    question({
      type: 'CHOICE',
      question: 'How detailed should the report be?',
      context: 'A page is read, a book is filed.',
      options: [
        { value: 'page', label: 'One page', description: 'The result and three figures' },
        { value: 'chapter', label: 'A chapter', description: 'With method and sources' },
      ],
    }),
    question({
      type: 'APPROVAL',
      question: 'May I read the sales table for it?',
      context: 'Read only. Nothing is changed and nothing leaves this workspace.',
      action: {
        tool: 'database.query',
        target: 'warehouse, table sales',
        argumentsJson: JSON.stringify({ sql: 'select month, sum(amount) from sales group by month', maxRows: 12 }),
        destructive: false,
      },
    }),
  ],
  reply: ({ answers }) => `Thank you. All three answers came together, whatever order you gave them in:

${answers.map((answer) => `- **${answer.question}** ${answer.text}`).join('\n')}

With these I would write the report now. I am the demo model, so there is no table to read.`,
};
