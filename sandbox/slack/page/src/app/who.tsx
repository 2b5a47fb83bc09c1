import { PlaceLink } from '../data/place';
import type { WholeState } from '../data/types';
import { Avatar } from '../ui/avatar';

export const peopleOf = ({ members }: Pick<WholeState['teams'][number], 'members'>) =>
  members.filter(({ is_bot }) => !is_bot);

export const roleOf = ({
  deleted,
  is_restricted,
  is_admin,
}: {
  deleted: boolean;
  is_restricted: boolean;
  is_admin: boolean;
}) => {
  if (deleted) return 'deactivated';
  if (is_restricted) return 'guest';
  return is_admin ? 'admin' : undefined;
};

/** The first page: whom to be. */
export function Who({ teams }: { teams: WholeState['teams'] }) {
  return (
    <main className="scroll-thin grow overflow-y-auto">
      <div className="mx-auto max-w-xl px-5 py-10">
        <h2 className="text-2xl font-bold">Who are you?</h2>
        <p className="pt-1 pb-6 text-quiet">
          Write and answer as one of these people. Open another window to be somebody else.
        </p>
        {teams.map((team) => (
          <section key={team.id} aria-labelledby={team.id} className="pb-6">
            <h3 id={team.id} className="pb-2 text-ui font-semibold text-quiet">
              {team.name}
            </h3>
            <ul className="overflow-hidden rounded-xl border">
              {peopleOf(team).map((member) => (
                <li key={member.id} className="border-t first:border-t-0">
                  <PlaceLink
                    to={{ as: member.id, channel: null, thread: null, tab: null }}
                    className="flex min-h-14 items-center gap-3 px-4 py-2 hover:bg-hover"
                  >
                    <Avatar member={member} />
                    <span className="min-w-0 grow">
                      <span className="block font-semibold">{member.real_name}</span>
                      <span className="block truncate text-ui text-quiet">{member.email}</span>
                    </span>
                    <span className="text-ui text-quiet">{roleOf(member)}</span>
                  </PlaceLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </main>
  );
}
