import { type DynamicModule, Module } from '@nestjs/common';
import { DashboardAccess } from './dashboard-access.js';
import { DASHBOARD_SETTINGS, type DashboardSettings } from './dashboard-settings.js';
import { QueueBoard } from './queue-board.js';
import { QueueDashboardController } from './queue-dashboard.controller.js';
import { QueueDashboard } from './queue-dashboard.js';

/** The queue dashboard, where people are served. */
@Module({})
export class QueueDashboardModule {
  static forRoot(settings: DashboardSettings): DynamicModule {
    return {
      module: QueueDashboardModule,
      controllers: [QueueDashboardController],
      providers: [{ provide: DASHBOARD_SETTINGS, useValue: settings }, DashboardAccess, QueueBoard, QueueDashboard],
    };
  }
}
