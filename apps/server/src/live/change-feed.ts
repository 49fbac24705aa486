import { Injectable } from '@nestjs/common';
import type { Changed } from '@segue/protocol';
import { Subject } from 'rxjs';

/** A change that concerns one person. */
export interface PersonalChange {
  readonly personId: string;
  readonly change: Changed;
}

/** What services tell after a change has been committed; the live gateway passes it on to everyone on the film, or to one person. */
@Injectable()
export class ChangeFeed {
  private readonly subject = new Subject<Changed>();
  private readonly personal = new Subject<PersonalChange>();
  readonly changes = this.subject.asObservable();
  readonly personalChanges = this.personal.asObservable();

  tell(change: Changed): void {
    this.subject.next(change);
  }

  /** Tells nobody but this person, wherever they are. */
  tellPerson(personId: string, change: Changed): void {
    this.personal.next({ personId, change });
  }
}
