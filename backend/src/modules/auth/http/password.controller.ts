import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import {
  changePasswordSchema,
  lookAtPasswordLinkSchema,
  type PasswordLinkOwner,
  passwordLinkOwnerSchema,
  problemSchema,
  setPasswordSchema,
} from '@parley/contracts';
import type { z } from 'zod';
import { RateLimit } from '../../../platform/http/index.js';
import { ChangePassword } from '../account/change-password.use-case.js';
import { SetPassword } from '../account/set-password.use-case.js';
import type { Principal } from '../domain/principal.js';
import { Public } from './auth.guard.js';
import { CurrentUser } from './current-user.decorator.js';

@ApiTags('auth')
@Controller('api')
export class PasswordController {
  constructor(
    private readonly changePassword: ChangePassword,
    private readonly setPassword: SetPassword,
  ) {}

  @Post('account/password')
  @HttpCode(204)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Change my password', description: 'Every other login of mine ends.' })
  @ApiNoContentResponse()
  @ApiUnprocessableEntityResponse({ standardSchema: problemSchema, description: 'password_wrong' })
  change(
    @CurrentUser() user: Principal,
    @Body({ schema: changePasswordSchema }) body: z.infer<typeof changePasswordSchema>,
  ): Promise<void> {
    return this.changePassword.execute(user, body);
  }

  @Post('auth/password-link/look')
  @HttpCode(200)
  @Public()
  @RateLimit('auth-ip')
  @ApiOperation({ summary: 'Whose password a link sets' })
  @ApiOkResponse({ standardSchema: passwordLinkOwnerSchema })
  @ApiNotFoundResponse({ standardSchema: problemSchema, description: 'not_found: used, too old, or none of ours' })
  look(
    @Body({ schema: lookAtPasswordLinkSchema }) { token }: z.infer<typeof lookAtPasswordLinkSchema>,
  ): Promise<PasswordLinkOwner> {
    return this.setPassword.look(token);
  }

  @Post('auth/password-link/use')
  @HttpCode(204)
  @Public()
  @RateLimit('auth-ip')
  @ApiOperation({ summary: 'Set a new password by a link', description: 'Every login of that account ends.' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ standardSchema: problemSchema, description: 'not_found: used, too old, or none of ours' })
  set(@Body({ schema: setPasswordSchema }) body: z.infer<typeof setPasswordSchema>): Promise<void> {
    return this.setPassword.execute(body.token, body.password);
  }
}
