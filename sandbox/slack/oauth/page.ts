import { consentList, consentPage, DECISION_BUTTONS, escaped, hiddenField } from '../../kit/index.js';
import type { Slack } from '../core.js';

const ACCENT = '#00704f';

export const errorPage = (error: string): string =>
  consentPage(
    'Something went wrong',
    ACCENT,
    `<h1>Something went wrong when authorizing this app.</h1><p>Details: <code>${escaped(error)}</code></p>`,
  );

const choices = ({ store }: Slack, wanted: string | null): string => {
  const teams = store.data.teams.filter(({ id }) => wanted === null || id === wanted);
  return teams
    .map(({ id, name }, teamIndex) => {
      const people = store.data.members.filter((member) => member.team_id === id && !member.is_bot && !member.deleted);
      const options = people.map((member, index) => {
        const checked = teamIndex === 0 && index === 0 ? ' checked' : '';
        return `<label><input type="radio" name="user" value="${member.id}"${checked}> ${escaped(member.real_name)}</label>`;
      });
      return consentList(`${name}, as`, options);
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
  const inputs = Object.entries(fields).map(([name, value]) => hiddenField(name, value));
  const list = scopes.map((scope) => `<div><code>${escaped(scope)}</code></div>`);
  return consentPage(
    `Install ${slack.app.name}`,
    ACCENT,
    `<h1>${escaped(slack.app.name)} asks to be installed</h1><p>This is the local Slack of the sandbox.</p>
<form method="post" action="/oauth/v2/authorize">${inputs.join('')}${choices(slack, team)}
${consentList('It may then', list)}${DECISION_BUTTONS}</form>`,
  );
};
