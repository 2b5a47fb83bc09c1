// `langgraph.mjs <databaseUrl> <durability>`: LangGraph.js on its PostgreSQL checkpointer. The state of a thread is its
// messages (`MessagesAnnotation`), as its documentation builds a chat. The durability is one of its own three: "sync" has stored every step before
// the next begins, "async" (its default) stores while the next one runs, "exit" stores only when a call ends.
import { HumanMessage } from '@langchain/core/messages';
import { Annotation, Command, END, interrupt, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import pg from 'pg';
import { serve } from '../lib/child.ts';
import { now } from '../lib/now.ts';
import { cycles } from '../load/in-process.ts';

const [, , databaseUrl, durability] = process.argv;
const CONNECTIONS = 12;

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  number: Annotation,
  found: Annotation,
  answer: Annotation,
});
const stamps = new Map();

const checkpointer = new PostgresSaver(new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS }));
await checkpointer.setup();
const graph = new StateGraph(State)
  .addNode('look', () => ({ found: 2 }))
  .addNode('ask', () => ({ answer: interrupt({ question: 'Which of the two shall I take?' }) }))
  .addNode('goOn', ({ number, answer }) => {
    stamps.set(number, now());
    return { found: answer.length };
  })
  .addEdge(START, 'look')
  .addEdge('look', 'ask')
  .addEdge('ask', 'goOn')
  .addEdge('goOn', END)
  .compile({ checkpointer });

const configOf = (thread) => ({ configurable: { thread_id: thread }, durability });
const threads = [];

/** Threads with a past, which go on in turn. */
async function fill({ count, messages }) {
  for (let index = 0; index < count; index++) {
    const thread = `${durability}-old-${index}`;
    const past = Array.from(
      { length: messages },
      (_, n) =>
        new HumanMessage(
          `Line ${n} of a long conversation about the numbers of last week and what they may mean for the next.`,
        ),
    );
    await graph.updateState(configOf(thread), { messages: past }, 'goOn');
    threads.push(thread);
  }
}

const engine = {
  async begin(number, old) {
    const config = configOf(old ? threads[number % threads.length] : `${durability}-${number}`);
    await graph.invoke({ messages: [new HumanMessage('Which one shall I take?')], number }, config);
    return {
      async answer(text) {
        await graph.invoke(new Command({ resume: text }), config);
        const at = stamps.get(number);
        stamps.delete(number);
        return at;
      },
    };
  },
};

serve({ fill, cycles: (load) => cycles(engine, load), cpu: () => process.cpuUsage() });
