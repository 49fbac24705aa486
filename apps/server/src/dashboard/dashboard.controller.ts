import { Controller, Get } from '@nestjs/common';
import type { Dashboard } from '@segue/protocol';
import { CurrentActor, type Actor } from '../people/actor.js';
import { DashboardService } from './dashboard.service.js';

@Controller('dashboard')
export class DashboardController {
  constructor(private readonly dashboard: DashboardService) {}

  @Get()
  read(@CurrentActor() actor: Actor): Promise<Dashboard> {
    return this.dashboard.of(actor);
  }
}
