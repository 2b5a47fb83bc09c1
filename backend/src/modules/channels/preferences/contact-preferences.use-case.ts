import { Injectable } from '@nestjs/common';
import type { Preferences } from '@parley/contracts';
import { DomainError } from '../../../kernel/index.js';
import { ChannelChanges } from '../channel-changes.js';
import { inZone, isTimeZone } from '../domain/time-zone.js';
import { PreferencesRepository } from './preferences.repository.js';

/** Of who never said anything. */
const USUAL: Preferences = { timeZone: 'UTC', quietHours: null, reminderMinutes: null };

/** When and how a person wants to be asked (FB-7). */
@Injectable()
export class ContactPreferences {
  constructor(
    private readonly repository: PreferencesRepository,
    private readonly changes: ChannelChanges,
  ) {}

  async show(userId: string): Promise<Preferences> {
    return (await this.repository.find(userId)) ?? USUAL;
  }

  /** A moment as this person would say it: on their own clock, with its name. */
  async words(userId: string, iso: string): Promise<string> {
    const { timeZone } = await this.show(userId);
    return `${inZone(iso, timeZone)} (${timeZone})`;
  }

  /** @throws DomainError invalid_request */
  async save(userId: string, preferences: Preferences): Promise<Preferences> {
    if (!isTimeZone(preferences.timeZone)) {
      const errors = [{ path: 'timeZone', message: 'is no time zone such as Europe/Berlin' }];
      throw new DomainError('invalid_request', 'There is no such time zone.', { errors });
    }
    await this.repository.save(userId, preferences);
    this.changes.tell(userId);
    return preferences;
  }
}
