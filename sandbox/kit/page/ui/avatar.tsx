interface Props {
  /** What the colour is made of: the same one always has the same. */
  id: string;
  name: string;
  isMachine?: boolean;
  /** In pixels. */
  size?: number;
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

const hueOf = (id: string): number => [...id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 360, 7);

export function Avatar({ id, name, isMachine = false, size = 36 }: Props) {
  const background = isMachine ? 'var(--accent)' : `oklch(0.48 0.09 ${hueOf(id)})`;
  return (
    <span
      aria-hidden
      className="inline-flex shrink-0 items-center justify-center rounded-lg font-semibold text-white"
      style={{ width: size, height: size, background, fontSize: size * 0.38 }}
    >
      {initials(name)}
    </span>
  );
}
