import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { idSchema } from '@parley/contracts';
import { CurrentUser, type Principal } from '../../../auth/index.js';
import { ShowMail } from './show-mail.use-case.js';

const TYPE = 'message/rfc822';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('api/messages')
export class RawMailController {
  constructor(private readonly showMail: ShowMail) {}

  /** Byte by byte, as a file: what a stranger wrote is never shown as a page of ours. */
  @ApiOperation({ summary: 'The mail that a message or an answer came with, as it arrived' })
  @ApiProduces(TYPE)
  @ApiOkResponse({ description: 'The mail (RFC 5322)', schema: { type: 'string', format: 'binary' } })
  @Get(':id/mail')
  @Header('cache-control', 'no-store')
  async show(@CurrentUser() user: Principal, @Param('id', { schema: idSchema }) id: string): Promise<StreamableFile> {
    const raw = await this.showMail.execute(user.userId, id);
    return new StreamableFile(raw, { type: TYPE, disposition: `attachment; filename="mail-${id}.eml"` });
  }
}
