import { Controller, Get } from '@nestjs/common';
import type { Installation } from '@segue/protocol';
import { CurrentActor, type Actor } from '../people/actor.js';
import { InstallationService } from './installation.service.js';

@Controller('installation')
export class InstallationController {
  constructor(private readonly installation: InstallationService) {}

  @Get()
  read(@CurrentActor() actor: Actor): Promise<Installation> {
    return this.installation.read(actor);
  }
}
