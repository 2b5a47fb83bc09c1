import type { Channel, EphemeralMessage, Member, Message, Team, View } from '../../../model';

export type { Channel, EphemeralMessage, JsonObject, Member, Message, Team, View } from '../../../model';

export interface SeenChannel extends Channel {
  is_member: boolean;
  last_ts: string | null;
}

/** `GET /_control/state?as=…` */
export interface MemberState {
  team: Team;
  me: Member;
  /** `botUserId` null: the app is not installed in this workspace. */
  app: { botUserId: string | null; name: string };
  members: Member[];
  channels: SeenChannel[];
  dm: string | null;
  views: View[];
  home: View | null;
  ephemerals: EphemeralMessage[];
  commands: string[];
}

/** `GET /_control/state` */
export interface WholeState {
  teams: (Team & { disabled?: boolean; members: Member[]; channels: Channel[] })[];
  installations: { teamId: string }[];
  connection: { mode: 'http'; eventsUrl: string } | { mode: 'socket' } | null;
  sockets: number;
  settings: { limitRate: boolean };
}

/** `GET /_control/messages?as=…&channel=…` */
export interface ChannelMessages {
  messages: Message[];
  ephemerals: EphemeralMessage[];
  channel: Channel;
}

export type AnyMessage = Message | EphemeralMessage;
export const isEphemeral = (message: AnyMessage): message is EphemeralMessage => 'is_ephemeral' in message;
