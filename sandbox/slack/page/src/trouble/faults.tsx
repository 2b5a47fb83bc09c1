import { useCallback, useState } from 'react';
import { clear, post, read, wordsOf } from '../data/control';
import { Button } from '../ui/button';
import { each } from '../ui/each';
import { say } from '../ui/say';
import { CALL_FAULTS, DELIVERY_FAULTS, type Rule, ruleWords, SOCKET_FAULTS } from './fault-list';
import { FaultRow } from './fault-row';
import { usePoll } from './use-poll';

type Times = '1' | '3' | 'always';

const METHODS = ['chat.postMessage', 'chat.update', 'conversations.open', 'conversations.replies', 'views.open'];

const LABEL = 'pb-2 text-ui font-semibold text-quiet';

function Pending({ rules, onClear }: { rules: readonly Rule[]; onClear: () => void }) {
  return (
    <section aria-label="Still to come" className="rounded-lg border px-4 py-3">
      <div className="flex items-center gap-2">
        <h3 className="grow font-semibold">Still to come</h3>
        {rules.length > 0 && <Button onClick={onClear}>Clear</Button>}
      </div>
      {rules.length === 0 && <p className="text-ui text-quiet">Nothing: all goes well.</p>}
      <ul className="text-ui">
        {each(rules, (rule) => (
          <li>{ruleWords(rule)}</li>
        ))}
      </ul>
    </section>
  );
}

/** What goes wrong next, how often, and for which calls. */
export function Faults() {
  const [rules, setRules] = useState<readonly Rule[]>([]);
  const [times, setTimes] = useState<Times>('1');
  const [method, setMethod] = useState('');
  const again = usePoll(useCallback(async () => setRules(await read<Rule[]>('faults')), []));
  const tell = (work: Promise<unknown>) => work.then(again, (error) => say(wordsOf(error)));
  const add = (fault: object, match?: object) =>
    tell(post('faults', { fault, times: times === 'always' ? times : Number(times), ...(match && { match }) }));
  const forCalls = method === '' ? undefined : { method };
  return (
    <div className="flex flex-col gap-6">
      <Pending rules={rules} onClear={() => tell(clear('faults'))} />
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
      <section>
        <h3 className={LABEL}>When Parley calls Slack</h3>
        <label className="flex items-center gap-2 pb-2 text-ui">
          Only
          <select value={method} onChange={({ target }) => setMethod(target.value)} className="field w-auto! text-ui!">
            <option value="">any call</option>
            {METHODS.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        {CALL_FAULTS.map((choice) => (
          <FaultRow key={choice.name} choice={choice} onAdd={(fault) => add(fault, forCalls)} />
        ))}
      </section>
      <section>
        <h3 className={LABEL}>When Slack sends something to Parley</h3>
        {DELIVERY_FAULTS.map((choice) => (
          <FaultRow key={choice.name} choice={choice} onAdd={(fault) => add(fault)} />
        ))}
      </section>
      <section>
        <h3 className={LABEL}>Socket Mode</h3>
        {SOCKET_FAULTS.map((choice) => (
          <FaultRow key={choice.name} choice={choice} onAdd={(fault) => add(fault)} />
        ))}
      </section>
    </div>
  );
}
