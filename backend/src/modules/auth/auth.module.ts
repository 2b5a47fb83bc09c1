import { createSecretKey } from 'node:crypto';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PasswordHasher } from '../../platform/crypto/index.js';
import { AccessTokenCodec } from './access-token.codec.js';
import { AccessTokensRepository } from './access-tokens.repository.js';
import { ChangePassword } from './account/change-password.use-case.js';
import { OwnLogins } from './account/own-logins.use-case.js';
import { SetPassword } from './account/set-password.use-case.js';
import { AUTH_SETTINGS, type AuthSettings } from './auth-settings.js';
import { ConfirmAdmin } from './confirm-admin.use-case.js';
import { CreateAccessToken } from './create-access-token.use-case.js';
import { CredentialsRepository } from './credentials.repository.js';
import { FindPerson } from './find-person.use-case.js';
import { AccessTokensController } from './http/access-tokens.controller.js';
import { AccountController } from './http/account.controller.js';
import { AuthGuard } from './http/auth.guard.js';
import { BrowserClient } from './http/browser-client.js';
import { LoginsController } from './http/logins.controller.js';
import { OAuthController } from './http/oauth.controller.js';
import { PasswordController } from './http/password.controller.js';
import { PeopleController } from './http/people.controller.js';
import { ListAccessTokens } from './list-access-tokens.use-case.js';
import { LoginRevocations } from './login-revocations.js';
import { LoginsRepository } from './logins.repository.js';
import { AccountChanges } from './people/account-changes.js';
import { ChangePerson } from './people/change-person.use-case.js';
import { ListPeople } from './people/list-people.use-case.js';
import { MakePasswordLink } from './people/make-password-link.use-case.js';
import { PasswordLinks } from './people/password-links.js';
import { PeopleRepository } from './people/people.repository.js';
import { SignOutPerson } from './people/sign-out-person.use-case.js';
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
  ConfirmAdmin,
  FindPerson,
  RegisterUser,
  ShowUser,
  StartLogin,
  RefreshLogin,
  RevokeToken,
  CreateAccessToken,
  ListAccessTokens,
  RevokeAccessToken,
  ChangePassword,
  SetPassword,
  OwnLogins,
  ListPeople,
  ChangePerson,
  SignOutPerson,
  MakePasswordLink,
];
const repositories = [
  UsersRepository,
  LoginsRepository,
  AccessTokensRepository,
  CredentialsRepository,
  PeopleRepository,
];

/** Also closes every route of the whole app to strangers. Needs `Clock`, PgModule and HttpModule. */
@Global()
@Module({})
export class AuthModule {
  static forRoot(settings: AuthSettings): DynamicModule {
    return {
      module: AuthModule,
      // As a key: from a text the library would try to read a public key first, every time (38 of 50 µs).
      imports: [JwtModule.register({ secret: createSecretKey(Buffer.from(settings.jwtSecret)) })],
      controllers: [
        AccountController,
        OAuthController,
        AccessTokensController,
        LoginsController,
        PasswordController,
        PeopleController,
      ],
      providers: [
        { provide: AUTH_SETTINGS, useValue: settings },
        { provide: APP_GUARD, useClass: AuthGuard },
        ...useCases,
        ...repositories,
        AccessTokenCodec,
        AccountChanges,
        BrowserClient,
        LoginRevocations,
        PasswordHasher,
        PasswordLinks,
        RefreshTokens,
        TokenVerifier,
      ],
      exports: [AccountChanges, ConfirmAdmin, FindPerson, TokenVerifier, LoginRevocations],
    };
  }
}
