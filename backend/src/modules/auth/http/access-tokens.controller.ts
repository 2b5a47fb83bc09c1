import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  type AccessToken,
  accessTokenSchema,
  type CreatedAccessToken,
  createAccessTokenSchema,
  createdAccessTokenSchema,
  idSchema,
} from '@parley/contracts';
import { z } from 'zod';
import { CreateAccessToken } from '../create-access-token.use-case.js';
import type { Principal } from '../domain/principal.js';
import { ListAccessTokens } from '../list-access-tokens.use-case.js';
import { RevokeAccessToken } from '../revoke-access-token.use-case.js';
import { CurrentUser } from './current-user.decorator.js';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('api/access-tokens')
export class AccessTokensController {
  constructor(
    private readonly createToken: CreateAccessToken,
    private readonly listTokens: ListAccessTokens,
    private readonly revokeToken: RevokeAccessToken,
  ) {}

  @Get()
  @ApiOperation({ summary: 'My personal access tokens' })
  @ApiOkResponse({ standardSchema: z.array(accessTokenSchema) })
  list(@CurrentUser() user: Principal): Promise<AccessToken[]> {
    return this.listTokens.execute(user.userId);
  }

  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Create a personal access token',
    description: 'The answer shows the token for the only time.',
  })
  @ApiCreatedResponse({ standardSchema: createdAccessTokenSchema })
  create(
    @CurrentUser() user: Principal,
    @Body({ schema: createAccessTokenSchema }) body: z.infer<typeof createAccessTokenSchema>,
  ): Promise<CreatedAccessToken> {
    return this.createToken.execute(user, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a personal access token' })
  @ApiNoContentResponse()
  revoke(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    return this.revokeToken.execute(user, id);
  }
}
