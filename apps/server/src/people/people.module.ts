import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import type { Config } from '../platform/config.js';
import { CONFIG } from '../platform/tokens.js';
import { AccountService } from './account.service.js';
import { FilmAccess } from './film-access.js';
import { LinksController } from './links.controller.js';
import { LinksService } from './links.service.js';
import { MemberFeeds } from './member-feeds.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';
import { SessionController } from './session.controller.js';
import { SessionGuard } from './session.guard.js';
import { SessionsService } from './sessions.service.js';
import { SetUpService } from './setup.service.js';

@Global()
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => [{ ttl: 60_000, limit: config.attemptsPerMinute }],
    }),
  ],
  controllers: [SessionController, LinksController, MembersController],
  providers: [
    { provide: APP_GUARD, useClass: SessionGuard },
    AccountService,
    FilmAccess,
    LinksService,
    MemberFeeds,
    MembersService,
    SessionsService,
    SetUpService,
  ],
  exports: [FilmAccess, SessionsService, SetUpService],
})
export class PeopleModule {}
