import { ChangePart, ChangeRow, post, say, useConfirm, wordsOf } from '#kit/page';
import { usePlace } from '../data/place';
import type { WholeState } from '../data/types';
import { useWorld } from '../data/world';

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
      <ChangePart title={`You, ${me.real_name}`}>
        <ChangeRow
          name={me.deleted ? 'Activate' : 'Deactivate'}
          note={me.deleted ? 'Come back' : 'Leave the company: nothing reaches you'}
          onPress={() => change('deactivate', { user: me.id, on: !me.deleted })}
        />
        {dm && (
          <ChangeRow
            name="Close the direct conversation"
            note="Until somebody opens it again"
            onPress={() => change('close-dm', { user: me.id })}
          />
        )}
      </ChangePart>
      {place && (
        <ChangePart title={`#${place.name}`}>
          <ChangeRow
            name={place.is_archived ? 'Unarchive' : 'Archive'}
            note={place.is_archived ? 'People can write again' : 'Nobody can write any more'}
            onPress={() => change('archive', { channel: place.id, on: !place.is_archived })}
          />
          {app.botUserId && place.members.includes(app.botUserId) && (
            <ChangeRow
              name={`Remove ${app.name}`}
              note="From this channel"
              onPress={() => change('remove-from-channel', { channel: place.id, user: app.botUserId })}
            />
          )}
        </ChangePart>
      )}
      <ChangePart title={`The app in ${team.name}`}>
        {app.botUserId ? (
          <>
            <ChangeRow
              name="Revoke the token"
              note={`${app.name} is told, and no call of it works`}
              onPress={() => void sure('Revoke the token', `${app.name} has to be installed again.`, 'revoke-token')}
            />
            <ChangeRow
              name="Uninstall"
              note={`Remove ${app.name} from ${team.name}`}
              onPress={() => void sure('Uninstall', `${app.name} leaves ${team.name}.`, 'uninstall')}
            />
            <ChangeRow
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
        <ChangeRow
          name={isDisabled ? 'Enable the workspace' : 'Disable the workspace'}
          note="Every call says account_inactive"
          onPress={() => change('disable-team', { team: team.id, on: !isDisabled })}
        />
        <ChangeRow
          name={whole.settings.limitRate ? 'Stop limiting the rate' : 'Limit the rate'}
          note="About one message a second and channel"
          onPress={() => change('limit-rate', { on: !whole.settings.limitRate })}
        />
      </ChangePart>
      <ChangePart title="Socket Mode">
        <ChangeRow
          name="Drop the socket"
          note={`Without a word. ${socketWords}`}
          onPress={() => change('drop-sockets', {})}
        />
        <ChangeRow
          name="Ask to reconnect"
          note="refresh_requested"
          onPress={() => change('refresh-sockets', { reason: 'refresh_requested' })}
        />
        <ChangeRow
          name="Warn"
          note="About to be closed"
          onPress={() => change('refresh-sockets', { reason: 'warning' })}
        />
      </ChangePart>
    </div>
  );
}
