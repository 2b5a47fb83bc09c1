import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import {
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnauthorizedResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import {
  type AnsweredLink,
  type AnswerLink,
  answerByLinkSchema,
  answeredLinkSchema,
  answerLinkSchema,
  lookAtLinkSchema,
  problemSchema,
} from '@parley/contracts';
import type { z } from 'zod';
import { RateLimit } from '../../../platform/http/index.js';
import { MaybeUser, type Principal, SignInOptional } from '../../auth/index.js';
import { AnswerByLink } from './answer-by-link.use-case.js';
import { LookAtLink } from './look-at-link.use-case.js';

/**
 * What the page behind a button in a mail asks. The token comes in a body, never in an address, so that it stands in no log;
 * and both are POST, so that nothing that only follows links gets here.
 */
@ApiTags('feedback')
@SignInOptional()
@Controller('api/answer-links')
export class AnswerLinksController {
  constructor(
    private readonly lookAtLink: LookAtLink,
    private readonly answerByLink: AnswerByLink,
  ) {}

  @ApiOperation({ summary: 'What a button in a mail is about; changes nothing' })
  @ApiOkResponse({ standardSchema: answerLinkSchema })
  @ApiNotFoundResponse({ standardSchema: problemSchema, description: 'unknown, or of an address that was given up' })
  @Post('look')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @RateLimit('answer-link')
  look(
    @MaybeUser() user: Principal | null,
    @Body({ schema: lookAtLinkSchema }) { token }: z.infer<typeof lookAtLinkSchema>,
  ): Promise<AnswerLink> {
    return this.lookAtLink.execute(token, user?.userId ?? null);
  }

  @ApiOperation({ summary: 'Press it; an approval takes the signed-in person' })
  @ApiOkResponse({ standardSchema: answeredLinkSchema })
  @ApiNotFoundResponse({ standardSchema: problemSchema })
  @ApiUnauthorizedResponse({ standardSchema: problemSchema, description: 'an approval, and nobody is signed in' })
  @ApiForbiddenResponse({ standardSchema: problemSchema, description: 'somebody else is signed in' })
  @ApiUnprocessableEntityResponse({ standardSchema: problemSchema, description: 'answer_invalid' })
  @Post('answer')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @RateLimit('answer-link')
  answer(
    @MaybeUser() user: Principal | null,
    @Body({ schema: answerByLinkSchema }) press: z.infer<typeof answerByLinkSchema>,
  ): Promise<AnsweredLink> {
    return this.answerByLink.execute(press, user?.userId ?? null);
  }
}
