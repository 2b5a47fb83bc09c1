import { type Invariant, same, unless } from './evidence.js';

/** The task was begun once, and each thing said to it was said once, however often somebody had to look (AG-5). */
export const tasksOnce: Invariant = ({ elsewhere }) => {
  if (!elsewhere) return [];
  const states = elsewhere.filter(({ kind }) => kind === 'task').map(({ state }) => state);
  const sent = elsewhere.filter(({ method }) => method === 'SendMessage').map(({ messageId }) => messageId);
  return [
    ...same('tasks begun elsewhere', states.filter((state) => state === 'begun').length, 1),
    ...same('tasks brought to an end elsewhere', states.filter((state) => state === 'TASK_STATE_COMPLETED').length, 1),
    ...unless(
      new Set(sent).size === 2,
      `${new Set(sent).size} different messages were sent, wanted a task and an answer`,
    ),
  ];
};
