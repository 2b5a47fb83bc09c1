import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PasswordHasher } from '../../platform/crypto/index.js';
import { AccessTokenCodec } from './access-token.codec.js';
import { AccessTokensRepository } from './access-tokens.repository.js';
import { AUTH_SETTINGS, type AuthSettings } from './auth-settings.js';
import { CreateAccessToken } from './create-access-token.use-case.js';
import { CredentialsRepository } from './credentials.repository.js';
import { FindPerson } from './find-person.use-case.js';
import { AccessTokensController } from './http/access-tokens.controller.js';
import { AccountController } from './http/account.controller.js';
import { AuthGuard } from './http/auth.guard.js';
import { BrowserClient } from './http/browser-client.js';
import { OAuthController } from './http/oauth.controller.js';
import { ListAccessTokens } from './list-access-tokens.use-case.js';
import { LoginRevocations } from './login-revocations.js';
import { LoginsRepository } from './logins.repository.js';
import { RefreshLogin } from './refresh-login.use-case.js';
import { RefreshTokens } from './refresh-tokens.js';
import { RegisterUser } from './register-user.use-case.js';
import { RevokeAccessToken } from './revoke-access-token.use-case.js';
import { RevokeToken } from './revoke-token.use-case.js';
import { ShowUser } from './show-user.use-case.js';
import { StartLogin } from './start-login.use-case.js';
import { TokenVerifier } from './token-verifier.js';
import { UsersRepository } from './users.repository.js';

const useCases = [
  FindPerson,
  RegisterUser,
  ShowUser,
  StartLogin,
  RefreshLogin,
  RevokeToken,
  CreateAccessToken,
  ListAccessTokens,
  RevokeAccessToken,
];
const repositories = [UsersRepository, LoginsRepository, AccessTokensRepository, CredentialsRepository];

/** Also closes every route of the whole app to strangers. Needs `Clock`, PgModule and HttpModule. */
@Global()
@Module({})
export class AuthModule {
  static forRoot(settings: AuthSettings): DynamicModule {
    return {
      module: AuthModule,
      imports: [JwtModule.register({})],
      controllers: [AccountController, OAuthController, AccessTokensController],
      providers: [
        { provide: AUTH_SETTINGS, useValue: settings },
        { provide: APP_GUARD, useClass: AuthGuard },
        ...useCases,
        ...repositories,
        AccessTokenCodec,
        BrowserClient,
        LoginRevocations,
        PasswordHasher,
        RefreshTokens,
        TokenVerifier,
      ],
      exports: [FindPerson, TokenVerifier, LoginRevocations],
    };
  }
}
