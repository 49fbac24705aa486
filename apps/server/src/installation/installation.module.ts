import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { EventLoopDelay } from './event-loop-delay.js';
import { InstallationController } from './installation.controller.js';
import { InstallationService } from './installation.service.js';

/** The installation as its owner sees it. */
@Module({
  imports: [NotificationsModule],
  controllers: [InstallationController],
  providers: [EventLoopDelay, InstallationService],
})
export class InstallationModule {}
