import type { ReactNode } from 'react';
import { post, wordsOf } from '../data/control';
import { usePlace } from '../data/place';
import type { WholeState } from '../data/types';
import { useWorld } from '../data/world';
import { Button } from '../ui/button';
import { useConfirm } from '../ui/confirm';
import { say } from '../ui/say';

function Row({ name, note, onPress }: { name: string; note: string; onPress: () => void }) {
  return (
    <div className="flex items-center gap-3 border-t py-1.5 first-of-type:border-t-0">
      <Button className="shrink-0" onClick={onPress}>
        {name}
      </Button>
      <span className="min-w-0 text-2xs leading-4 text-quiet">{note}</span>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="pb-2 text-ui font-semibold text-quiet">{title}</h3>
      {children}
    </section>
  );
}

/** What an administrator, or Slack itself, may change at any time. */
export function WorkspaceChanges({ whole }: { whole: WholeState }) {
  const { team, me, app, dm, channel: find, reload } = useWorld();
  const { channel: id } = usePlace();
  const ask = useConfirm();
  const place = id && id !== dm ? find(id) : undefined;
  const isDisabled = whole.teams.find((entry) => entry.id === team.id)?.disabled === true;
  const change = (what: string, body: object) =>
    void post(`admin/${what}`, body).then(reload, (error) => say(wordsOf(error)));
  const sure = async (title: string, text: string, what: string) => {
    if (await ask({ title, text, yes: title, no: 'Cancel', danger: true })) change(what, { team: team.id });
  };
  const socketWords =
    whole.connection?.mode === 'socket' ? `${whole.sockets} open now` : `${app.name} is connected over HTTP`;
  return (
    <div className="flex flex-col gap-6">
      <Part title={`You, ${me.real_name}`}>
        <Row
          name={me.deleted ? 'Activate' : 'Deactivate'}
          note={me.deleted ? 'Come back' : 'Leave the company: nothing reaches you'}
          onPress={() => change('deactivate', { user: me.id, on: !me.deleted })}
        />
        {dm && (
          <Row
            name="Close the direct conversation"
            note="Until somebody opens it again"
            onPress={() => change('close-dm', { user: me.id })}
          />
        )}
      </Part>
      {place && (
        <Part title={`#${place.name}`}>
          <Row
            name={place.is_archived ? 'Unarchive' : 'Archive'}
            note={place.is_archived ? 'People can write again' : 'Nobody can write any more'}
            onPress={() => change('archive', { channel: place.id, on: !place.is_archived })}
          />
          {app.botUserId && place.members.includes(app.botUserId) && (
            <Row
              name={`Remove ${app.name}`}
              note="From this channel"
              onPress={() => change('remove-from-channel', { channel: place.id, user: app.botUserId })}
            />
          )}
        </Part>
      )}
      <Part title={`The app in ${team.name}`}>
        {app.botUserId ? (
          <>
            <Row
              name="Revoke the token"
              note={`${app.name} is told, and no call of it works`}
              onPress={() => void sure('Revoke the token', `${app.name} has to be installed again.`, 'revoke-token')}
            />
            <Row
              name="Uninstall"
              note={`Remove ${app.name} from ${team.name}`}
              onPress={() => void sure('Uninstall', `${app.name} leaves ${team.name}.`, 'uninstall')}
            />
            <Row
              name="Say “too many events”"
              note="app_rate_limited"
              onPress={() => change('app-rate-limited', { team: team.id })}
            />
          </>
        ) : (
          <p className="text-ui text-quiet">
            {app.name} is not installed here. It is installed from {app.name} itself.
          </p>
        )}
        <Row
          name={isDisabled ? 'Enable the workspace' : 'Disable the workspace'}
          note="Every call says account_inactive"
          onPress={() => change('disable-team', { team: team.id, on: !isDisabled })}
        />
        <Row
          name={whole.settings.limitRate ? 'Stop limiting the rate' : 'Limit the rate'}
          note="About one message a second and channel"
          onPress={() => change('limit-rate', { on: !whole.settings.limitRate })}
        />
      </Part>
      <Part title="Socket Mode">
        <Row
          name="Drop the socket"
          note={`Without a word. ${socketWords}`}
          onPress={() => change('drop-sockets', {})}
        />
        <Row
          name="Ask to reconnect"
          note="refresh_requested"
          onPress={() => change('refresh-sockets', { reason: 'refresh_requested' })}
        />
        <Row name="Warn" note="About to be closed" onPress={() => change('refresh-sockets', { reason: 'warning' })} />
      </Part>
    </div>
  );
}
