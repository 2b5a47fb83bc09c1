import { Injectable } from '@nestjs/common';
import type { Preferences } from '@parley/contracts';
import { Prisma } from '../../../platform/prisma/index.js';

@Injectable()
export class PreferencesRepository {
  constructor(private readonly prisma: Prisma) {}

  async find(userId: string): Promise<Preferences | null> {
    const row = await this.prisma.contactPreference.findUnique({ where: { userId } });
    if (!row) return null;
    const { timeZone, quietFrom, quietTo, reminderMinutes } = row;
    return { timeZone, quietHours: quietFrom && quietTo ? { from: quietFrom, to: quietTo } : null, reminderMinutes };
  }

  async save(userId: string, { timeZone, quietHours, reminderMinutes }: Preferences): Promise<void> {
    const data = { timeZone, quietFrom: quietHours?.from ?? null, quietTo: quietHours?.to ?? null, reminderMinutes };
    await this.prisma.contactPreference.upsert({ where: { userId }, create: { userId, ...data }, update: data });
  }
}
