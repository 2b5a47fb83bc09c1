import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idSchema, type Login, loginSchema } from '@parley/contracts';
import { z } from 'zod';
import { OwnLogins } from '../account/own-logins.use-case.js';
import type { Principal } from '../domain/principal.js';
import { CurrentUser } from './current-user.decorator.js';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('api/account/logins')
export class LoginsController {
  constructor(private readonly logins: OwnLogins) {}

  @Get()
  @ApiOperation({ summary: 'Where I am signed in' })
  @ApiOkResponse({ standardSchema: z.array(loginSchema) })
  list(@CurrentUser() user: Principal): Promise<Login[]> {
    return this.logins.list(user);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out there' })
  @ApiNoContentResponse()
  end(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.logins.end(user, id);
  }
}
