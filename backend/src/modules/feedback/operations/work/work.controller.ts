import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type FailedWork,
  failedWorkSchema,
  idSchema,
  type ProcessList,
  processListSchema,
  type WorkView,
  workViewSchema,
} from '@parley/contracts';
import { AdminOnly } from '../../../auth/index.js';
import { GiveUpWork } from './give-up-work.use-case.js';
import { RetryWorkNow } from './retry-work-now.use-case.js';
import { ShowWork } from './show-work.use-case.js';

const kindSchema = failedWorkSchema.shape.kind;

@ApiTags('admin')
@ApiBearerAuth()
@AdminOnly()
@Controller('api/admin')
export class WorkController {
  constructor(
    private readonly showWork: ShowWork,
    private readonly retryNow: RetryWorkNow,
    private readonly giveUpWork: GiveUpWork,
  ) {}

  @ApiOperation({ summary: 'What is due, who is at it, and whether anything is stuck' })
  @ApiOkResponse({ standardSchema: workViewSchema })
  @Get('work')
  work(): Promise<WorkView> {
    return this.showWork.execute();
  }

  @ApiOperation({ summary: 'The processes of this installation' })
  @ApiOkResponse({ standardSchema: processListSchema })
  @Get('processes')
  processes(): Promise<ProcessList> {
    return this.showWork.listProcesses();
  }

  @ApiOperation({ summary: 'Try again now what waits for its next try' })
  @ApiNoContentResponse()
  @Post('work/:kind/:id/retry')
  @HttpCode(204)
  retry(
    @Param('kind', { schema: kindSchema }) kind: FailedWork['kind'],
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.retryNow.execute(kind, id);
  }

  @ApiOperation({
    summary: 'Give up what waits for its next try',
    description: 'A job becomes a dead letter; a question goes on to its next channel.',
  })
  @ApiNoContentResponse()
  @Post('work/:kind/:id/give-up')
  @HttpCode(204)
  giveUp(
    @Param('kind', { schema: kindSchema }) kind: FailedWork['kind'],
    @Param('id', { schema: idSchema }) id: string,
  ): Promise<void> {
    return this.giveUpWork.execute(kind, id);
  }
}
