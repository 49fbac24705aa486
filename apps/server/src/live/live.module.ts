import { Global, Module } from '@nestjs/common';
import { AuthorityFeed } from './authority-feed.js';
import { ChangeFeed } from './change-feed.js';
import { LiveGateway } from './live.gateway.js';

/** What has changed and who is here. Services everywhere tell the feeds; the gateway is their only listener towards people. */
@Global()
@Module({
  providers: [ChangeFeed, AuthorityFeed, LiveGateway],
  exports: [ChangeFeed, AuthorityFeed, LiveGateway],
})
export class LiveModule {}
