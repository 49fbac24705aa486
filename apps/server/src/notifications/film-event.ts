import type { EventDetails, NoticeKind } from '@segue/protocol';

/** Something that happened on a film, which people may want to know. */
export interface FilmEvent {
  /** Of what happened, where it has one: of the entry, the version, the sign-off. It is what makes an event known again. */
  readonly id: string;
  readonly filmId: string;
  readonly cueId: string | null;
  readonly kind: NoticeKind;
  /** Whether only those may hear of it who see the music team's notes. */
  readonly team?: boolean;
  /** Who did it; null for what came about by itself. */
  readonly actorId: string | null;
  readonly noteId?: string | null;
  readonly versionId?: string | null;
  readonly cutId?: string | null;
  readonly inFlicks?: number | null;
  readonly text?: string;
  readonly details?: Partial<EventDetails>;
  readonly happenedAt: Date;
}

/** An event, and what it is to whom. */
export interface News {
  readonly event: FilmEvent;
  readonly people: ReadonlyMap<string, NoticeKind>;
}
