import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refusal } from '@segue/protocol';
import type { Request } from 'express';
import { OPEN, setActor } from './actor.js';
import { SessionsService } from './sessions.service.js';

/** Stands before every route: whoever is not signed in gets no further, unless the route is marked as open. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly sessions: SessionsService,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Sockets are asked at their upgrade, by their gateways.
    if (context.getType() !== 'http') return true;
    if (this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()]))
      return true;
    const request = context.switchToHttp().getRequest<Request>();
    const actor = await this.sessions.authenticate(request.headers.cookie);
    if (!actor) throw new Refusal('session.missing');
    setActor(request, actor);
    return true;
  }
}
