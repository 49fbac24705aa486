import { Injectable } from '@nestjs/common';
import { AuthorityFeed } from '../live/authority-feed.js';
import { ChangeFeed } from '../live/change-feed.js';

/** Tells, after the commit, that the people of a film changed, and whose sockets have to ask again. */
@Injectable()
export class MemberFeeds {
  constructor(
    private readonly changes: ChangeFeed,
    private readonly authority: AuthorityFeed,
  ) {}

  changed(filmId: string, personIds: readonly string[] = []): void {
    this.changes.tell({ kind: 'people', id: filmId, filmId });
    for (const personId of new Set(personIds)) this.authority.changed(personId);
  }
}
