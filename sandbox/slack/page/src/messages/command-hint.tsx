import { useWorld } from '../data/world';

interface Props {
  text: string;
  isThread: boolean;
  onChoose: (command: string) => void;
}

/** The commands that begin like what was typed. */
export function CommandHint({ text, isThread, onChoose }: Props) {
  const { commands, app } = useWorld();
  const fitting = commands.filter((command) => text.startsWith('/') && command !== text && command.startsWith(text));
  if (fitting.length === 0 || isThread || !app.botUserId) return null;
  return (
    <ul className="mb-1.5 rounded-lg border bg-raised p-1 shadow-pop">
      {fitting.map((command) => (
        <li key={command}>
          <button
            type="button"
            onClick={() => onChoose(command)}
            className="touch flex w-full items-baseline gap-2 rounded-md px-2 py-1 text-left hover:bg-hover"
          >
            <span className="font-semibold">{command}</span>
            <span className="text-ui text-quiet">{app.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
