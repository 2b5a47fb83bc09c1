import type { FormProperty } from '@parley/contracts';
import { formFields } from '@parley/contracts/form-fields';
import { useEffect } from 'react';
import { Controller, type FieldPath, useForm } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { fieldClass, Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { cn } from '@/lib/utils';
import type { AnswerProps } from '../answer-props';
import { checkField, fieldTitle, initialValues, type RawValues, toFormValues } from '../form-fields';
import { useCardDraft } from '../hooks/use-card-draft';
import { Actions, SubmitButton } from './card-parts';

interface ControlProps {
  property: FormProperty;
  value: string | boolean | string[];
  onChange: (value: string | boolean | string[]) => void;
  id: string;
}

const CheckList = ({
  values,
  options,
  onChange,
}: {
  values: string[];
  options: string[];
  onChange: (v: string[]) => void;
}) => (
  <div className="flex flex-wrap gap-x-4 gap-y-1.5">
    {options.map((option) => (
      <label key={option} className="flex items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={values.includes(option)}
          onChange={() => onChange(values.includes(option) ? values.filter((v) => v !== option) : [...values, option])}
        />
        {option}
      </label>
    ))}
  </div>
);

const INPUT_TYPE = { date: 'date', email: 'email' } as const;

const FieldControl = ({ property, value, onChange, ...rest }: ControlProps) => {
  const text = typeof value === 'string' ? value : '';
  if (property.type === 'array' && property.items.enum)
    return <CheckList values={Array.isArray(value) ? value : []} options={property.items.enum} onChange={onChange} />;
  if (property.type === 'array')
    return (
      <Textarea {...rest} rows={2} placeholder="One per line" value={text} onChange={(e) => onChange(e.target.value)} />
    );
  if (property.type === 'string' && property.enum)
    return (
      <select
        {...rest}
        className={cn(fieldClass, 'h-9 pointer-coarse:h-11')}
        value={text}
        onChange={(e) => onChange(e.target.value)}
      >
        <option value="">Choose…</option>
        {property.enum.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  if (property.type === 'string' && !property.format && (property.maxLength ?? 0) > 300)
    return (
      <Textarea {...rest} value={text} maxLength={property.maxLength} onChange={(e) => onChange(e.target.value)} />
    );
  const numeric = property.type === 'number' || property.type === 'integer';
  const type = property.type === 'string' && property.format ? INPUT_TYPE[property.format] : 'text';
  return (
    <Input
      {...rest}
      type={type}
      inputMode={numeric ? 'decimal' : undefined}
      maxLength={property.type === 'string' ? property.maxLength : undefined}
      className={cn('h-9', (numeric || type === 'date') && 'max-w-48 tabular')}
      value={text}
      onChange={(e) => onChange(e.target.value)}
    />
  );
};

const Switch = ({
  label,
  hint,
  ...props
}: {
  label: string;
  hint: string | undefined;
  checked: boolean;
  onChange: (on: boolean) => void;
}) => (
  <label className="flex items-start gap-2.5">
    <input
      type="checkbox"
      className="mt-0.5 size-4 accent-accent"
      checked={props.checked}
      onChange={(event) => props.onChange(event.target.checked)}
    />
    <span>
      <span className="font-medium text-ui">{label}</span>
      {hint && <span className="block text-muted-foreground text-xs">{hint}</span>}
    </span>
  </label>
);

export default function FormAnswer({ request, question, control }: AnswerProps<'FORM'>) {
  const { schema } = question;
  const [draft, setDraft] = useCardDraft<RawValues>(request.id, 'form', initialValues(schema));
  const form = useForm<RawValues>({ defaultValues: draft });
  const { watch, setError, setFocus } = form;
  const refused = control.refusal?.fields;

  useEffect(() => {
    const watching = watch((values) => setDraft(values as RawValues));
    return () => watching.unsubscribe();
  }, [watch, setDraft]);

  useEffect(() => {
    const fields = Object.entries(refused ?? {}).filter(([path]) => path.startsWith('values.'));
    for (const [path, message] of fields) setError(path.split('.')[1] as FieldPath<RawValues>, { message });
    const first = fields[0]?.[0].split('.')[1];
    if (first) setFocus(first as FieldPath<RawValues>);
  }, [refused, setError, setFocus]);

  const submit = form.handleSubmit((raw) => control.answer({ type: 'FORM', values: toFormValues(schema, raw) }));
  return (
    <form data-card-first className="grid gap-3.5" onSubmit={(event) => void submit(event)} noValidate>
      {formFields(schema).map(([name, property]) => {
        const required = schema.required.includes(name);
        const label = fieldTitle(name, property);
        return (
          <Controller
            key={name}
            name={name as FieldPath<RawValues>}
            control={form.control}
            rules={{ validate: (raw) => checkField(property, required, raw ?? '') ?? true }}
            render={({ field, fieldState }) =>
              property.type === 'boolean' ? (
                <Switch
                  label={label}
                  hint={property.description}
                  checked={field.value === true}
                  onChange={field.onChange}
                />
              ) : (
                <Field label={label} hint={property.description} error={fieldState.error?.message} optional={!required}>
                  {(ids) => (
                    <FieldControl {...ids} property={property} value={field.value ?? ''} onChange={field.onChange} />
                  )}
                </Field>
              )
            }
          />
        );
      })}
      <Actions>
        <SubmitButton busy={control.sending !== null}>Submit</SubmitButton>
      </Actions>
    </form>
  );
}
