import { randomBytes } from 'node:crypto';
import { SlackError } from '../errors.js';

interface Trigger {
  readonly team: string;
  readonly user: string;
  readonly expires: number;
  used: boolean;
}

const KEPT = 1_000;

/** A trigger_id lets the app open one view, for a short while. */
export class Triggers {
  private readonly known = new Map<string, Trigger>();

  constructor(private readonly lifetimeMs: number) {}

  issue(team: string, user: string): string {
    const id = `${Date.now()}.${team.length}.${randomBytes(16).toString('hex')}`;
    this.known.set(id, { team, user, expires: Date.now() + this.lifetimeMs, used: false });
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value as string);
    return id;
  }

  /** Who may see the view. @throws SlackError when it is unknown, of another workspace, too old or used */
  exchange(id: string, team: string): string {
    const trigger = this.known.get(id);
    if (!trigger || trigger.team !== team) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (trigger.expires < Date.now()) throw new SlackError('expired_trigger_id');
    trigger.used = true;
    return trigger.user;
  }
}
