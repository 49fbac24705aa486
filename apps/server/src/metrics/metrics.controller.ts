import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { Refusal } from '@segue/protocol';
import type { Response } from 'express';
import type { Registry } from 'prom-client';
import { Open } from '../people/actor.js';
import type { Config } from '../platform/config.js';
import { CONFIG, METRICS } from '../platform/tokens.js';
import { BackgroundMetrics } from './background-metrics.js';

/** What Prometheus reads. It stands outside of sessions: a scraper has a token and no cookie. */
@Open()
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(METRICS) private readonly registry: Registry,
    private readonly background: BackgroundMetrics,
  ) {}

  /** All metrics of this node in the text format of Prometheus. */
  @Get()
  async read(
    @Headers('authorization') authorization: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    if (!isBearer(authorization, this.config.metricsToken)) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      throw new Refusal('session.missing', 'Send the metrics token of this server as a bearer token.');
    }
    await this.background.measure();
    response.setHeader('Content-Type', this.registry.contentType);
    response.setHeader('Cache-Control', 'no-store');
    return this.registry.metrics();
  }
}

function isBearer(authorization: string | undefined, token: string | null): boolean {
  const [, sent] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (sent === undefined || token === null) return false;
  // Digests are of one length, which the comparison asks for and which says nothing of the token's.
  return timingSafeEqual(digest(sent), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
