import type { ProcessList, ProcessView } from '@parley/contracts';

type Note = ProcessList['notes'][number];
type Seen = Pick<ProcessView, 'role' | 'version' | 'host' | 'pid' | 'fresh' | 'draining'>;

const warning = (text: string): Note => ({ level: 'warning', text });

const missing = (processes: readonly Seen[]): Note[] => {
  const serves = (without: ProcessView['role']) =>
    processes.some(({ role, fresh, draining }) => role !== without && fresh && !draining);
  return [
    ...(serves('api')
      ? []
      : [warning('No worker is running: agents stand still and nothing is delivered. Start one.')]),
    ...(serves('worker') ? [] : [warning('No process serves people: the web app and the API cannot be reached.')]),
  ];
};

const mixed = (processes: readonly Seen[]): Note[] => {
  const versions = [...new Set(processes.filter(({ fresh }) => fresh).map(({ version }) => version))].sort();
  if (versions.length < 2) return [];
  const names = `${versions.slice(0, -1).join(', ')} and ${versions.at(-1)}`;
  return [
    {
      level: 'info',
      text: `Versions ${names} run side by side. That is right while a deploy goes on, and wrong after it.`,
    },
  ];
};

const silent = (processes: readonly Seen[]): Note[] =>
  processes
    .filter(({ fresh }) => !fresh)
    .map(({ role, host, pid }) =>
      warning(`The process ${pid} on ${host} (${role}) fell silent. If it died, others have taken over what it did.`),
    );

/** What an operator should know of all processes together: who is missing, what does not fit. */
export const processNotes = (processes: readonly Seen[]): Note[] => [
  ...missing(processes),
  ...silent(processes),
  ...mixed(processes),
];
