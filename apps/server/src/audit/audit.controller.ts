import { Controller, Get, Param } from '@nestjs/common';
import { idSchema, type AuditEntry } from '@segue/protocol';
import { CurrentActor, type Actor } from '../people/actor.js';
import { AuditLog } from './audit-log.js';

@Controller('films/:filmId/audit')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
  ): Promise<AuditEntry[]> {
    return this.audit.ofFilm(actor, filmId);
  }
}
