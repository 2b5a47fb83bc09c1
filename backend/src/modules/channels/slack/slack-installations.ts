/** The app as one Slack workspace has it. Holds a secret: never log this object. */
export interface SlackInstallation {
  /** Row of `integration`: the gate, the health and the secrets of this workspace hang on it. */
  integrationId: string;
  /** `T…`, upper case as Slack writes it. */
  teamId: string;
  teamName: string;
  botToken: string;
  /** `U…` of the bot, as it is mentioned. */
  botUserId: string;
  /** `B…` of the bot, as its messages are marked. */
  botId: string;
}

/** In which workspaces the app is installed. The adapter asks, and whoever keeps the tokens answers. */
export abstract class SlackInstallations {
  /** Null: not installed there, or no longer. */
  abstract forTeam(teamId: string): Promise<SlackInstallation | null>;
  abstract all(): Promise<SlackInstallation[]>;
}
