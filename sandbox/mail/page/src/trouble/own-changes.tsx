import { useState } from 'react';
import { Button, ChangePart } from '#kit/page';
import { CLIENTS, LANGUAGES, VERDICTS } from '../../../model';
import { useWorld } from '../data/world';
import { CLIENT_NAMES, languageName, VERDICT_NAMES } from '../lib/names';
import { Field, SelectField } from './field';
import { Filters } from './filters';
import { useChange } from './use-change';

/** How one writes, what others find about one's mail, and what one's own server does with mail that comes. */
export function OwnChanges() {
  const { me, whole } = useWorld();
  const change = useChange();
  const [signature, setSignature] = useState(me.signature);
  const { email } = me;
  return (
    <>
      <ChangePart title={`You, ${me.name}`}>
        <div className="flex flex-col gap-3">
          <SelectField
            name="Writes with"
            value={me.client}
            all={CLIENTS}
            nameOf={(client) => CLIENT_NAMES[client]}
            onChange={(client) => change('profile', { email, client })}
          />
          <SelectField
            name="Language"
            value={me.language}
            all={LANGUAGES}
            nameOf={languageName}
            onChange={(language) => change('profile', { email, language })}
          />
          <Field name="Signature" note="that of the program, if empty">
            <textarea
              rows={2}
              value={signature}
              onChange={({ target }) => setSignature(target.value)}
              className="field text-ui!"
            />
          </Field>
          {signature !== me.signature && (
            <Button className="self-start" onClick={() => change('profile', { email, signature }, 'Signature kept')}>
              Keep signature
            </Button>
          )}
          <SelectField
            name="What others find about your mail"
            value={whole.verdicts[email] ?? 'pass'}
            all={VERDICTS}
            nameOf={(verdict) => VERDICT_NAMES[verdict]}
            onChange={(verdict) => change('verdict', { email, verdict })}
          />
        </div>
      </ChangePart>
      <ChangePart title="Your filters">
        <Filters filters={me.filters} onChange={(filters) => change('filters', { email, filters })} />
      </ChangePart>
    </>
  );
}
