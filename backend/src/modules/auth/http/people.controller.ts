import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  type AdminUser,
  type AdminUserPage,
  adminUserPageSchema,
  adminUserSchema,
  type ChangeUser,
  changeUserSchema,
  idSchema,
  listUsersSchema,
  type PasswordLink,
  passwordLinkSchema,
  problemSchema,
} from '@parley/contracts';
import type { z } from 'zod';
import type { Principal } from '../domain/principal.js';
import { ChangePerson } from '../people/change-person.use-case.js';
import { ListPeople } from '../people/list-people.use-case.js';
import { MakePasswordLink } from '../people/make-password-link.use-case.js';
import { SignOutPerson } from '../people/sign-out-person.use-case.js';
import { AdminOnly } from './admin.guard.js';
import { CurrentUser } from './current-user.decorator.js';

@ApiTags('admin')
@ApiBearerAuth()
@AdminOnly()
@Controller('api/admin/users')
export class PeopleController {
  constructor(
    private readonly listPeople: ListPeople,
    private readonly changePerson: ChangePerson,
    private readonly signOutPerson: SignOutPerson,
    private readonly makeLink: MakePasswordLink,
  ) {}

  @Get()
  @ApiOperation({ summary: 'People with an account, newest first' })
  @ApiOkResponse({ standardSchema: adminUserPageSchema })
  list(@Query({ schema: listUsersSchema }) query: z.infer<typeof listUsersSchema>): Promise<AdminUserPage> {
    return this.listPeople.execute(query);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Disable an account, enable it again, or change its role',
    description:
      'It takes effect on REST, sockets, Slack and email within 5 s. Questions of a disabled person stay open, nobody is asked, and they go on when it is enabled again.',
  })
  @ApiOkResponse({ standardSchema: adminUserSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'own_account, last_administrator' })
  change(
    @CurrentUser() user: Principal,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: changeUserSchema }) body: ChangeUser,
  ): Promise<AdminUser> {
    return this.changePerson.execute(user, id, body);
  }

  @Post(':id/sign-out')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign somebody out everywhere', description: 'Personal access tokens end as well.' })
  @ApiNoContentResponse()
  signOut(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.signOutPerson.execute(user, id);
  }

  @Post(':id/password-link')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Make a link by which somebody sets a new password',
    description: 'It works once, for 24 hours, and not any more once the password has changed in another way.',
  })
  @ApiOkResponse({ standardSchema: passwordLinkSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'own_account' })
  passwordLink(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<PasswordLink> {
    return this.makeLink.execute(user, id);
  }
}
