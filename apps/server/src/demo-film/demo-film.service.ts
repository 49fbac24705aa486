import { fork, type ChildProcess } from 'node:child_process';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { because, demoReport, Refusal, type DemoFilm, type DemoLink, type DemoOrder } from '@segue/protocol';
import type { Database } from '@segue/storage';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Actor } from '../people/actor.js';
import { cookieOf } from '../people/session-cookie.js';
import { SessionsService } from '../people/sessions.service.js';
import type { Config } from '../platform/config.js';
import { CONFIG, DATABASE, LOGGER } from '../platform/tokens.js';

type Laying = Omit<DemoFilm, 'offered'>;

const NOTHING: Laying = { state: 'none', progress: null, links: [], trouble: null };

/**
 * Lays the demo film into an installation that has no film. It is laid over the public interface, by a program of its own:
 * nothing else in the server knows of it, and a minute of making music holds nobody up.
 */
@Injectable()
export class DemoFilmService implements OnModuleDestroy {
  private laying = NOTHING;
  private layer: ChildProcess | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'demoFilm'>,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly sessions: SessionsService,
    private readonly http: HttpAdapterHost,
  ) {}

  onModuleDestroy(): void {
    this.layer?.kill();
  }

  async read(actor: Actor): Promise<DemoFilm> {
    requireOwner(actor);
    const offered =
      this.config.demoFilm !== null && this.laying.state !== 'laying' && !(await this.hasFilms());
    return { offered, ...this.laying };
  }

  /**
   * Begins to lay the film; while it is being laid already, nothing more.
   *
   * @param origin where the links of its people are to lead.
   * @throws Refusal `demo.absent`, `demo.film-exists`
   */
  async lay(actor: Actor, origin: string): Promise<DemoFilm> {
    requireOwner(actor);
    const program = this.config.demoFilm;
    if (program === null) throw new Refusal('demo.absent');
    if (this.laying.state !== 'laying') {
      const before = this.laying;
      this.laying = { ...NOTHING, state: 'laying' };
      try {
        if (await this.hasFilms()) throw new Refusal('demo.film-exists');
        await this.start(program, actor, origin);
      } catch (error) {
        this.laying = before;
        throw error;
      }
    }
    return { offered: false, ...this.laying };
  }

  putAway(actor: Actor): void {
    requireOwner(actor);
    if (this.laying.state !== 'laying') this.laying = NOTHING;
  }

  private async start(program: string, actor: Actor, origin: string): Promise<void> {
    const session = await this.sessions.start(this.db, actor.personId, null);
    const { port } = (this.http.httpAdapter.getHttpServer() as Server).address() as AddressInfo;
    const order: DemoOrder = { url: `http://127.0.0.1:${port}`, cookie: cookieOf(session.secret) };
    const layer = fork(program, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.layer = layer;
    layer.on('message', (message) => {
      const said = demoReport.safeParse(message).data;
      if (!said) return;
      if ('progress' in said) this.laying = { ...this.laying, progress: said.progress };
      else {
        this.end('links' in said ? said.links.map((link) => leadTo(origin, link)) : said.trouble);
        // It has nothing more to do, and need not wait for its connections to end.
        layer.kill();
      }
    });
    layer.once('error', (error) => {
      this.end(error.message);
    });
    layer.once('exit', (code, signal) => {
      this.layer = null;
      if (this.laying.state === 'laying') this.end(`The program ended with ${signal ?? String(code)}.`);
      void this.sessions.endBySecret(session.secret).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the session of the demo film could not be ended');
      });
    });
    layer.send(order);
  }

  private end(outcome: DemoLink[] | string): void {
    if (typeof outcome !== 'string') {
      this.laying = { ...NOTHING, state: 'ready', links: outcome };
      return;
    }
    this.logger.error({ trouble: outcome }, 'the demo film could not be laid');
    this.laying = { ...NOTHING, state: 'failed', trouble: outcome };
  }

  private async hasFilms(): Promise<boolean> {
    const film = await this.db.selectFrom('films').select('id').limit(1).executeTakeFirst();
    return film !== undefined;
  }
}

/** The program comes in by another way than people do. */
function leadTo(origin: string, link: DemoLink): DemoLink {
  const { pathname, hash } = new URL(link.url);
  return { ...link, url: `${origin}${pathname}${hash}` };
}

function requireOwner({ owner }: Actor): void {
  if (!owner) throw new Refusal('access.denied', because('owner-makes-films'));
}
