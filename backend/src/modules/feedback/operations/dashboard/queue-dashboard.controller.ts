import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ConnectStart, connectStartSchema } from '@parley/contracts';
import { AdminOnly, CurrentUser, type Principal } from '../../../auth/index.js';
import { DashboardAccess } from './dashboard-access.js';

@ApiTags('admin')
@ApiBearerAuth()
@AdminOnly()
@Controller('api/admin/queue-dashboard')
export class QueueDashboardController {
  constructor(private readonly access: DashboardAccess) {}

  @ApiOperation({
    summary: 'The way to the queue dashboard',
    description: 'Open the URL in a browser, within a minute and once.',
  })
  @ApiOkResponse({ standardSchema: connectStartSchema })
  @Post()
  @HttpCode(200)
  open(@CurrentUser() admin: Principal): Promise<ConnectStart> {
    return this.access.start(admin);
  }
}
