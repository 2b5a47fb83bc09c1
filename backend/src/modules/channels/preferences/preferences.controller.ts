import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Preferences, preferencesSchema } from '@parley/contracts';
import { CurrentUser, type Principal } from '../../auth/index.js';
import { ContactPreferences } from './contact-preferences.use-case.js';

@ApiTags('channels')
@ApiBearerAuth()
@Controller('api/preferences')
export class PreferencesController {
  constructor(private readonly preferences: ContactPreferences) {}

  @ApiOperation({ summary: 'My time zone, quiet hours and reminders' })
  @ApiOkResponse({ standardSchema: preferencesSchema })
  @Get()
  show(@CurrentUser() user: Principal): Promise<Preferences> {
    return this.preferences.show(user.userId);
  }

  @ApiOperation({ summary: 'Set them, all at once' })
  @ApiOkResponse({ standardSchema: preferencesSchema })
  @Put()
  save(@CurrentUser() user: Principal, @Body({ schema: preferencesSchema }) body: Preferences): Promise<Preferences> {
    return this.preferences.save(user.userId, body);
  }
}
