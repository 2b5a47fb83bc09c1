import { useCallback, useState } from 'react';
import { clear, post, read, wordsOf } from '../data/control';
import { say } from '../ui/say';
import type { FaultRule } from './fault-choice';
import { FaultGroup, type FaultGroupOf } from './fault-group';
import { Pending } from './pending';
import { usePoll } from './use-poll';

type Times = '1' | '3' | 'always';

/** What goes wrong next, how often, and for what. */
export function Faults({ groups }: { groups: readonly FaultGroupOf[] }) {
  const [rules, setRules] = useState<readonly FaultRule[]>([]);
  const [times, setTimes] = useState<Times>('1');
  const again = usePoll(useCallback(async () => setRules(await read<FaultRule[]>('faults')), []));
  const tell = (work: Promise<unknown>) => work.then(again, (error) => say(wordsOf(error)));
  const add = (fault: object, match: object) =>
    tell(post('faults', { fault, times: times === 'always' ? times : Number(times), match }));
  return (
    <div className="flex flex-col gap-6">
      <Pending rules={rules} choices={groups.flatMap(({ choices }) => choices)} onClear={() => tell(clear('faults'))} />
      <label className="flex items-center gap-2 text-ui">
        How often
        <select
          value={times}
          onChange={({ target }) => setTimes(target.value as Times)}
          className="field w-auto! text-ui!"
        >
          <option value="1">the next time</option>
          <option value="3">the next three times</option>
          <option value="always">until cleared</option>
        </select>
      </label>
      {groups.map((group) => (
        <FaultGroup key={group.title} {...group} onAdd={add} />
      ))}
    </div>
  );
}
