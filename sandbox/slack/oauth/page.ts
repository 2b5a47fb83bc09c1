import type { Slack } from '../core.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1d1c1d}
h1{font-size:1.5rem}fieldset{border:1px solid #ddd;border-radius:8px;margin:1rem 0}label{display:block;padding:.2rem 0}
button{font:inherit;padding:.5rem 1.2rem;border-radius:6px;border:1px solid #868686;background:#fff;cursor:pointer}
button[value=allow]{background:#007a5a;border-color:#007a5a;color:#fff;font-weight:600}code{background:#f4f4f4;padding:0 .25rem}`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style><body>${body}</body></html>`;

export const errorPage = (error: string): string =>
  page(
    'Something went wrong',
    `<h1>Something went wrong when authorizing this app.</h1><p>Details: <code>${escaped(error)}</code></p>`,
  );

const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escaped(value)}">`;

const choices = ({ store }: Slack, wanted: string | null): string => {
  const teams = store.data.teams.filter(({ id }) => wanted === null || id === wanted);
  return teams
    .map(({ id, name }, teamIndex) => {
      const people = store.data.members.filter((member) => member.team_id === id && !member.is_bot && !member.deleted);
      const options = people.map((member, index) => {
        const checked = teamIndex === 0 && index === 0 ? ' checked' : '';
        return `<label><input type="radio" name="user" value="${member.id}"${checked}> ${escaped(member.real_name)}</label>`;
      });
      return `<fieldset><legend>${escaped(name)}, as</legend>${options.join('')}</fieldset>`;
    })
    .join('');
};

export interface Asked {
  scopes: readonly string[];
  state: string;
  redirectUri: string | null;
  team: string | null;
}

/** The local Slack asks whether the app may be installed, where, and by whom. */
export const authorizePage = (slack: Slack, { scopes, state, redirectUri, team }: Asked): string => {
  const fields = {
    client_id: slack.app.clientId,
    scope: scopes.join(','),
    state,
    ...(redirectUri && { redirect_uri: redirectUri }),
  };
  const inputs = Object.entries(fields).map(([name, value]) => hidden(name, value));
  const list = scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`);
  return page(
    `Install ${slack.app.name}`,
    `<h1>${escaped(slack.app.name)} asks to be installed</h1><p>This is the local Slack of the sandbox. It may then:</p>
<ul>${list.join('')}</ul><form method="post" action="/oauth/v2/authorize">${inputs.join('')}${choices(slack, team)}
<button name="decision" value="cancel">Cancel</button> <button name="decision" value="allow">Allow</button></form>`,
  );
};
