import { Avatar } from '#kit/page';
import { PlaceLink } from '../data/place';
import type { Owner, WholeState } from '../data/types';
import { CLIENT_NAMES, SERVER_NAMES } from '../lib/names';

const domainOf = ({ email }: Owner): string => email.slice(email.indexOf('@') + 1);

function Mailbox({ box, isParleys }: { box: Owner; isParleys: boolean }) {
  const { email, name, server, client, unread } = box;
  return (
    <li className="border-t first:border-t-0">
      <PlaceLink
        to={{ as: email, label: null, thread: null, write: null }}
        className="flex min-h-14 items-center gap-3 px-4 py-2 -outline-offset-2 hover:bg-hover"
      >
        <Avatar id={email} name={name} isMachine={isParleys} />
        <span className="min-w-0 grow">
          <span className="block font-semibold">{name}</span>
          <span className="block truncate text-ui text-quiet">{email}</span>
        </span>
        {unread > 0 && (
          <span className="rounded-full bg-accent-soft px-2 text-2xs font-semibold text-accent-text tabular-nums">
            {unread} unread
          </span>
        )}
        <span className="w-40 text-right text-ui text-quiet max-sm:hidden">
          <span className="block">{isParleys ? 'Parley may use it' : CLIENT_NAMES[client]}</span>
          <span className="block text-2xs">{SERVER_NAMES[server]}</span>
        </span>
      </PlaceLink>
    </li>
  );
}

/** The first page: whom to be. */
export function Who({ whole }: { whole: WholeState }) {
  const domains = Map.groupBy(whole.mailboxes, domainOf);
  return (
    <main className="scroll-thin grow overflow-y-auto">
      <title>Local mailbox</title>
      <div className="mx-auto max-w-2xl px-5 py-10">
        <h2 className="text-2xl font-bold">Whose mailbox?</h2>
        <p className="pt-1 pb-6 text-quiet">
          Read and answer as one of these people. Each writes with another program, as real mail does.
        </p>
        {[...domains].map(([domain, boxes]) => (
          <section key={domain} aria-labelledby={domain} className="pb-6">
            <h3 id={domain} className="pb-2 text-ui font-semibold text-quiet">
              {domain}
            </h3>
            <ul className="overflow-hidden rounded-xl border">
              {boxes.map((box) => (
                <Mailbox key={box.email} box={box} isParleys={whole.granted.includes(box.email)} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </main>
  );
}
