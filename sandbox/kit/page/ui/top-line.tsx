import { ArrowUpRight, Wrench } from 'lucide-react';

interface Props {
  /** "Local Slack" */
  name: string;
  /** Where Parley is, when that is known. */
  back: string | null;
  /** Only somebody in particular can make it misbehave. */
  drawer: { isOpen: boolean; toggle: () => void } | undefined;
}

const TOOL = 'touch flex shrink-0 items-center rounded-md px-2 py-0.5 hover:bg-sidebar-hover hover:text-on-sidebar';

/** Says what this is, and leads back. */
export function TopLine({ name, back, drawer }: Props) {
  return (
    <header className="flex shrink-0 items-center gap-3 bg-sidebar px-3 py-1 text-ui text-on-sidebar-quiet max-sm:gap-2">
      <h1 className="sr-only">{name}</h1>
      <p className="min-w-0 grow truncate">
        <span className="max-sm:sr-only">A {name.replace('Local', 'local')} for trying Parley. </span>
        Nothing leaves this machine.
      </p>
      {drawer && (
        <button
          type="button"
          aria-expanded={drawer.isOpen}
          onClick={drawer.toggle}
          className={`${TOOL} gap-1.5 aria-expanded:bg-sidebar-hover aria-expanded:text-on-sidebar`}
        >
          <Wrench className="size-3.5" aria-hidden />
          <span className="max-sm:sr-only">Make it misbehave</span>
        </button>
      )}
      {back && (
        <a href={back} className={`${TOOL} gap-1`}>
          Back to Parley
          <ArrowUpRight className="size-3.5" aria-hidden />
        </a>
      )}
    </header>
  );
}
