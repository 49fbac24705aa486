import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

/**
 * Told whenever what a person may do has changed: signed out, role changed, removed, link revoked. Every socket of that
 * person closes at once and has to ask again.
 */
@Injectable()
export class AuthorityFeed {
  private readonly subject = new Subject<{ personId: string }>();
  readonly changes = this.subject.asObservable();

  changed(personId: string): void {
    this.subject.next({ personId });
  }
}
