import type { Member } from '../data/types';
import { cx } from './cx';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();

const hueOf = (id: string): number => [...id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 360, 7);

export function Avatar({ member, size = 36 }: { member: Pick<Member, 'id' | 'real_name' | 'is_bot'>; size?: number }) {
  const background = member.is_bot ? 'var(--accent)' : `oklch(0.48 0.09 ${hueOf(member.id)})`;
  return (
    <span
      aria-hidden
      className={cx('inline-flex shrink-0 items-center justify-center rounded-lg font-semibold text-white')}
      style={{ width: size, height: size, background, fontSize: size * 0.38 }}
    >
      {initials(member.real_name)}
    </span>
  );
}
