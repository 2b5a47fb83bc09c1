import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { idSchema } from '@parley/contracts';
import { z } from 'zod';
import { Clock } from '../../kernel/index.js';
import { AUTH_SETTINGS, type AuthSettings } from './auth-settings.js';

const ALGORITHM = 'HS256';
const AUDIENCE = 'parley-api';
/** RFC 9068 §2.1: keeps tokens that were made for something else from passing for access tokens. */
const TYPE = 'at+jwt';

/** Exactly these header members: `kid`, `jku`, `crit` and their like have no meaning here and are refused. */
const headerSchema = z.strictObject({ alg: z.literal(ALGORITHM), typ: z.literal(TYPE) });
const claimsSchema = z.object({
  sub: idSchema,
  sid: idSchema,
  iat: z.int(),
  nbf: z.int(),
  exp: z.int(),
  aud: z.literal(AUDIENCE),
});

export interface AccessTokenClaims {
  userId: string;
  loginId: string;
  expiresAt: Date;
}

/** Access tokens as JWT (RFC 9068, with a symmetric key because issuer and audience are one). */
@Injectable()
export class AccessTokenCodec {
  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    @Inject(AUTH_SETTINGS) private readonly settings: AuthSettings,
  ) {}

  sign(claims: Omit<AccessTokenClaims, 'expiresAt'>): Promise<string> {
    const now = this.nowS();
    const payload = {
      sub: claims.userId,
      sid: claims.loginId,
      iat: now,
      nbf: now,
      exp: now + this.settings.accessTokenTtlS,
    };
    return this.jwt.signAsync(payload, {
      algorithm: ALGORITHM,
      header: { alg: ALGORITHM, typ: TYPE },
      issuer: this.settings.publicUrl,
      audience: AUDIENCE,
    });
  }

  /** Undefined for anything but a token of ours that is valid now. The algorithm is ours to choose, never the token's. */
  async verify(token: string): Promise<AccessTokenClaims | undefined> {
    const decoded = await this.decode(token);
    if (!decoded || !headerSchema.safeParse(decoded.header).success) return undefined;
    const claims = claimsSchema.safeParse(decoded.payload);
    if (!claims.success) return undefined;
    const { sub, sid, exp } = claims.data;
    return { userId: sub, loginId: sid, expiresAt: new Date(exp * 1_000) };
  }

  private async decode(token: string): Promise<{ header: unknown; payload: unknown } | undefined> {
    try {
      return await this.jwt.verifyAsync(token, {
        algorithms: [ALGORITHM],
        issuer: this.settings.publicUrl,
        audience: AUDIENCE,
        clockTimestamp: this.nowS(),
        complete: true,
      });
    } catch {
      // Which of the checks failed is nobody's business; the library throws for each of them.
      return undefined;
    }
  }

  private nowS(): number {
    return Math.floor(this.clock.now().getTime() / 1_000);
  }
}
