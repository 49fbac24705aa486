import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { Refusal } from '@segue/protocol';
import type { Request } from 'express';

/** Who asks: the person behind a session. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  /** Whether this person owns the installation. */
  readonly owner: boolean;
  readonly sessionId: string;
  /** In words for the record: `password`, or the kind of link and who issued it. */
  readonly signedInBy: string;
}

/** Marks a route as open to people who are not signed in. Every other route is closed. */
export const Open = () => SetMetadata(OPEN, true);
export const OPEN = Symbol('open');

const actors = new WeakMap<Request, Actor>();

/** Remembers who sent this request. */
export function setActor(request: Request, actor: Actor): void {
  actors.set(request, actor);
}

/** The signed-in person who sent this request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = actors.get(context.switchToHttp().getRequest<Request>());
  if (!actor) throw new Refusal('session.missing');
  return actor;
});
