// `mastra.mjs <databaseUrl>`: a Mastra workflow that suspends and resumes, its snapshots in PostgreSQL after every step
// (its default). A conversation with messages is a thread of its storage, beside the workflow.
import { Mastra } from '@mastra/core/mastra';
import { createStep, createWorkflow } from '@mastra/core/workflows';
import { PostgresStore } from '@mastra/pg';
import { z } from 'zod';
import { serve } from '../lib/child.ts';
import { now } from '../lib/now.ts';
import { cycles } from '../load/in-process.ts';

const CONNECTIONS = 12;
const stamps = new Map();
const numbered = z.object({ number: z.number() });
const answered = numbered.extend({ answer: z.string() });

const look = createStep({
  id: 'look',
  inputSchema: numbered,
  outputSchema: numbered,
  execute: async ({ inputData }) => inputData,
});
const ask = createStep({
  id: 'ask',
  inputSchema: numbered,
  outputSchema: answered,
  suspendSchema: z.object({ question: z.string() }),
  resumeSchema: z.object({ answer: z.string() }),
  execute: async ({ inputData, resumeData, suspend }) => {
    if (!resumeData) return suspend({ question: 'Which of the two shall I take?' });
    return { ...inputData, answer: resumeData.answer };
  },
});
const goOn = createStep({
  id: 'go-on',
  inputSchema: answered,
  outputSchema: z.object({ found: z.number() }),
  execute: async ({ inputData }) => {
    stamps.set(inputData.number, now());
    return { found: inputData.answer.length };
  },
});
const cycle = createWorkflow({ id: 'cycle', inputSchema: numbered, outputSchema: z.object({ found: z.number() }) })
  .then(look)
  .then(ask)
  .then(goOn)
  .commit();

const storage = new PostgresStore({ id: 'bench', connectionString: process.argv[2], max: CONNECTIONS });
await storage.init();
const mastra = new Mastra({ storage, workflows: { cycle }, logger: false });

async function fill({ count, messages }) {
  const memory = await storage.getStore('memory');
  for (let index = 0; index < count; index++) {
    const [threadId, resourceId, at] = [`old-${index}`, `person-${index}`, new Date()];
    await memory.saveThread({ thread: { id: threadId, resourceId, title: 'Bench', createdAt: at, updatedAt: at } });
    const past = Array.from({ length: messages }, (_, n) => ({
      ...{
        id: `old-${index}-${n}`,
        threadId,
        resourceId,
        role: n % 2 ? 'assistant' : 'user',
        createdAt: new Date(at.getTime() + n),
      },
      content: {
        format: 2,
        parts: [
          {
            type: 'text',
            text: `Line ${n} of a long conversation about the numbers of last week and what they may mean for the next.`,
          },
        ],
      },
    }));
    await memory.saveMessages({ messages: past });
  }
  threads = count;
}
let threads = 1;

const engine = {
  async begin(number, old) {
    const run = await mastra.getWorkflow('cycle').createRun(old ? { resourceId: `person-${number % threads}` } : {});
    const { status } = await run.start({ inputData: { number } });
    if (status !== 'suspended') throw new Error(`the run is ${status}, not suspended`);
    return {
      async answer(text) {
        const { status } = await run.resume({ step: 'ask', resumeData: { answer: text } });
        if (status !== 'success') throw new Error(`the run ended with ${status}`);
        const at = stamps.get(number);
        stamps.delete(number);
        return at;
      },
    };
  },
};

serve({ fill, cycles: (load) => cycles(engine, load), cpu: () => process.cpuUsage() });
