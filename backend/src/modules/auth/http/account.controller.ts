import { Body, Controller, Get, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { problemSchema, registerSchema, type User, userSchema } from '@parley/contracts';
import type { z } from 'zod';
import { RateLimit } from '../../../platform/http/index.js';
import type { Principal } from '../domain/principal.js';
import { RegisterUser } from '../register-user.use-case.js';
import { ShowUser } from '../show-user.use-case.js';
import { Public } from './auth.guard.js';
import { CurrentUser } from './current-user.decorator.js';

@ApiTags('auth')
@Controller('api')
export class AccountController {
  constructor(
    private readonly registerUser: RegisterUser,
    private readonly showUser: ShowUser,
  ) {}

  @Post('auth/register')
  @Public()
  @RateLimit('auth-ip')
  @ApiOperation({ summary: 'Create an account', description: 'The first account of all is the administrator.' })
  @ApiCreatedResponse({ standardSchema: userSchema })
  @ApiConflictResponse({ standardSchema: problemSchema, description: 'email_taken' })
  register(@Body({ schema: registerSchema }) body: z.infer<typeof registerSchema>): Promise<User> {
    return this.registerUser.execute(body);
  }

  @Get('me')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who I am' })
  @ApiOkResponse({ standardSchema: userSchema })
  me(@CurrentUser() user: Principal): Promise<User> {
    return this.showUser.execute(user.userId);
  }
}
