import { Injectable } from '@nestjs/common';
import type { Changed } from '@segue/protocol';
import { Subject } from 'rxjs';

/** What services tell after a change has been committed; the live gateway passes it on to everyone on the film. */
@Injectable()
export class ChangeFeed {
  private readonly subject = new Subject<Changed>();
  readonly changes = this.subject.asObservable();

  tell(change: Changed): void {
    this.subject.next(change);
  }
}
