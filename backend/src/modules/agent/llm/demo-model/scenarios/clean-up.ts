import type { DemoAnswer } from '../demo-request.js';
import { question, type Scenario } from '../scenario.js';

const CALL = {
  tool: 'storage.delete_objects',
  target: 'bucket exports-staging (eu-central)',
  arguments: { bucket: 'exports-staging', prefix: 'tmp/', olderThanDays: 30, expectedObjects: 1184, dryRun: false },
};

const report = (answer: DemoAnswer | undefined) => {
  const edited = answer?.value.editedArguments;
  const used = JSON.stringify(edited ?? CALL.arguments, null, 2);
  return `You approved \`${CALL.tool}\` on **${CALL.target}**${edited ? ', with your edits' : ''}. The arguments as approved:

\`\`\`json
${used}
\`\`\`

I am the demo model and have no storage to delete from, so nothing was really removed. With a real tool, exactly this
call would have run, and nothing else.`;
};

export const cleanUp: Scenario = {
  name: 'clean up',
  when: /\b(delete|clean(ing)?[ -]?up|deploy|drop)\b/i,
  thought: 'This cannot be undone. I show the exact call and wait for a yes.',
  questions: [
    question({
      type: 'APPROVAL',
      question: 'May I delete these 1,184 old export files?',
      context: 'They are older than 30 days and no job has read them since. Deleting cannot be undone.',
      urgency: 'HIGH',
      action: {
        tool: CALL.tool,
        target: CALL.target,
        argumentsJson: JSON.stringify(CALL.arguments),
        destructive: true,
      },
    }),
  ],
  reply: ({ answers }) => report(answers[0]),
};
