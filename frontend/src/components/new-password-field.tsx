import { MIN_PASSWORD_LENGTH } from '@/config';
import { cn } from '@/lib/utils';
import { PasswordInput } from './password-input';
import { Field } from './ui/field';

export const isLongEnough = (password: string): boolean => password.length >= MIN_PASSWORD_LENGTH;
export const TOO_SHORT = `Use at least ${MIN_PASSWORD_LENGTH} characters.`;

const PasswordRule = ({ password }: { password: string }) => {
  const met = isLongEnough(password);
  const missing = MIN_PASSWORD_LENGTH - password.length;
  return (
    <span className={cn(met && 'text-success-text')}>
      {met ? '✓ ' : ''}At least {MIN_PASSWORD_LENGTH} characters
      {password && !met ? `, ${missing} to go` : ''}. A few words make a good one.
    </span>
  );
};

/** A password that is chosen now, with what is asked of one. */
export const NewPasswordField = ({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: string;
  error: string | undefined;
  onChange: (password: string) => void;
}) => (
  <Field label={label} error={error} hint={<PasswordRule password={value} />}>
    {(control) => (
      <PasswordInput
        {...control}
        name="new-password"
        autoComplete="new-password"
        required
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);
