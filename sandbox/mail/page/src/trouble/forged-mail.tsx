import { type FormEvent, useState } from 'react';
import { act, Button, say, Warning, wordsOf } from '#kit/page';
import { VERDICTS, type Verdict } from '../../../model';
import { usePlace } from '../data/place';
import { useWorld } from '../data/world';
import { VERDICT_NAMES } from '../lib/names';
import { Field, SelectField } from './field';
import { readHeaders } from './typed-headers';
import { useNewestMail } from './use-newest-mail';

const EMPTY = {
  from: '',
  to: 'parley@acme.example',
  subject: '',
  text: '',
  envelopeFrom: '',
  inReplyTo: '',
  headers: '',
};
type Form = typeof EMPTY;

/** What the control API takes of it. */
const bodyOf = (form: Form, headers: object[], verdict: Verdict): object => {
  const { from, to, text, headers: _, ...optional } = form;
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== ''));
  return { from, to, text, verdict, ...given, ...(headers.length > 0 && { headers }) };
};

/** A mail in somebody else's name, as anybody in the world can send one. */
export function ForgedMail() {
  const { me } = useWorld();
  const { thread } = usePlace();
  const [form, setForm] = useState<Form>({ ...EMPTY, from: `${me.name} <${me.email}>` });
  const [verdict, setVerdict] = useState<Verdict>('none');
  const [problem, setProblem] = useState<string>();
  const newest = useNewestMail(me.email, thread);
  const input = (name: keyof Form, isNeeded = false) => ({
    value: form[name],
    required: isNeeded,
    spellCheck: false,
    onChange: ({ target }: { target: { value: string } }) => setForm((before) => ({ ...before, [name]: target.value })),
    className: 'field text-ui!',
  });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const headers = readHeaders(form.headers);
    if ('wrong' in headers) return setProblem(`“${headers.wrong}” is no header: write Name: value.`);
    try {
      await act('forged', me.email, bodyOf(form, headers, verdict));
      setProblem(undefined);
      say('The forged mail is on its way');
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-3">
      <p className="text-ui text-quiet">
        Pretend to be somebody. It comes from nobody's mailbox and stands in no Sent.
      </p>
      <Field name="From">
        <input {...input('from', true)} />
      </Field>
      <Field name="To" note="with a plus part, if it has one">
        <input {...input('to', true)} />
      </Field>
      <Field name="Subject">
        <input {...input('subject')} />
      </Field>
      <Field name="Words of the forged mail">
        <textarea rows={3} {...input('text', true)} />
      </Field>
      <SelectField
        name="What the receiving server finds"
        value={verdict}
        all={VERDICTS}
        nameOf={(entry) => VERDICT_NAMES[entry]}
        onChange={setVerdict}
      />
      <Field name="Answers to" note="(In-Reply-To)">
        <input {...input('inReplyTo')} placeholder="<…@…>" />
      </Field>
      {newest && (
        <Button
          className="-mt-1 self-start"
          onClick={() => setForm((before) => ({ ...before, inReplyTo: newest.messageId, to: newest.answerTo }))}
        >
          The newest mail of the open conversation
        </Button>
      )}
      <Field name="Envelope sender" note="(MAIL FROM), if another">
        <input {...input('envelopeFrom')} />
      </Field>
      <Field name="Headers of its own" note="one a line">
        <textarea rows={2} {...input('headers')} placeholder="Authentication-Results: mx.google.com; dmarc=pass" />
      </Field>
      {problem && <Warning>{problem}</Warning>}
      <Button tone="primary" type="submit" className="self-start">
        Send forged mail
      </Button>
    </form>
  );
}
