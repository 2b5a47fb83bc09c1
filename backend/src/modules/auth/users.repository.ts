import { Injectable } from '@nestjs/common';
import type { User } from '@parley/contracts';
import { newId } from '../../kernel/index.js';
import { Prisma } from '../../platform/prisma/index.js';

export interface NewUser {
  email: string;
  name: string;
  passwordHash: string;
  createdAt: Date;
}

export interface Credentials {
  userId: string;
  passwordHash: string;
  disabled: boolean;
}

/** Any constant will do, as long as nothing else locks it. */
const FIRST_USER_LOCK = 7_275_393;

@Injectable()
export class UsersRepository {
  constructor(private readonly prisma: Prisma) {}

  /** The user together with the address where the web reaches them. The first one of all is the admin. */
  async insert(user: NewUser): Promise<User | 'email_taken'> {
    const id = newId(user.createdAt.getTime());
    try {
      return await this.prisma.$transaction(
        async (tx) => {
          // Registrations go one at a time: of twenty that find the table empty, one is first.
          await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_USER_LOCK}::bigint)`;
          const role = (await tx.user.findFirst({ select: { id: true } })) ? 'MEMBER' : 'ADMIN';
          const row = await tx.user.create({ data: { ...user, id, role } });
          await tx.communicationChannel.create({
            data: { id: newId(), userId: id, type: 'WEB', address: id, status: 'ACTIVE', verifiedAt: user.createdAt },
          });
          return toUser(row);
        },
        { maxWait: 10_000, timeout: 15_000 },
      );
    } catch (error) {
      if ((error as { code?: string }).code === 'P2002') return 'email_taken';
      throw error;
    }
  }

  async find(id: string): Promise<User | undefined> {
    const row = await this.prisma.user.findUnique({ where: { id } });
    return row ? toUser(row) : undefined;
  }

  async findCredentials(email: string): Promise<Credentials | undefined> {
    const row = await this.prisma.user.findUnique({ where: { email } });
    return row ? toCredentials(row) : undefined;
  }

  async credentialsOf(id: string): Promise<Credentials | undefined> {
    const row = await this.prisma.user.findUnique({ where: { id } });
    return row ? toCredentials(row) : undefined;
  }

  /** Only over the hash that was checked: a password changed meanwhile stays changed. @returns was it that one? */
  async replacePasswordHash(userId: string, old: string, passwordHash: string): Promise<boolean> {
    const { count } = await this.prisma.user.updateMany({
      where: { id: userId, passwordHash: old },
      data: { passwordHash },
    });
    return count > 0;
  }
}

const toCredentials = (row: { id: string; passwordHash: string; disabledAt: Date | null }): Credentials => ({
  userId: row.id,
  passwordHash: row.passwordHash,
  disabled: row.disabledAt !== null,
});

const toUser = (row: Pick<User, 'id' | 'email' | 'name' | 'role'> & { createdAt: Date }): User => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  createdAt: row.createdAt.toISOString(),
});
