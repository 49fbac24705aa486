import { createHash } from 'node:crypto';
import {
  newId,
  type BedKind,
  type Cut,
  type Delivery,
  type Film,
  type IssuedLink,
  type Session,
  type SignOff,
  type Statement,
  type StemKind,
  type VersionKind,
} from '@segue/protocol';
import { addCue, type CueFields } from '@segue/review-document';
import { openDocument } from './sync-client.js';

type Role = NonNullable<Film['role']>;

/** A person's hands on the HTTP interface, for setting the scene. */
export class ApiClient {
  private constructor(
    readonly url: string,
    /** The session's cookie, as a header. */
    readonly cookie: string,
    readonly personId: string,
    readonly name: string,
  ) {}

  /** Becomes the owner of a fresh server. */
  static owner(server: { url: string; setUpLink: string }): Promise<ApiClient> {
    const token = server.setUpLink.split('#')[1];
    const body = { token, name: 'Olivia Owner', email: 'olivia@example.org', password: 'a long password' };
    return ApiClient.signIn(server.url, '/setup', body);
  }

  /** Opens a personal link. */
  static open(url: string, link: string): Promise<ApiClient> {
    return ApiClient.signIn(url, '/links/open', { token: link.split('#')[1] });
  }

  private static async signIn(url: string, path: string, body: unknown): Promise<ApiClient> {
    const response = await send(url, 'POST', path, '', body);
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { person } = (await response.json()) as Session;
    if (person === null) throw new Error(`${path} signed nobody in`);
    return new ApiClient(url, cookie, person.id, person.name);
  }

  async get<T>(path: string): Promise<T> {
    return (await (await send(this.url, 'GET', path, this.cookie)).json()) as T;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return (await (await send(this.url, 'POST', path, this.cookie, body)).json()) as T;
  }

  async delete(path: string): Promise<void> {
    await send(this.url, 'DELETE', path, this.cookie);
  }

  /** A film at 24 frames per second that starts at 01:00:00:00. */
  createFilm(title: string, role: Role = 'composer'): Promise<Film> {
    return this.post<Film>('/films', { title, rate: '24', dropFrame: false, role });
  }

  createCut(filmId: string, name: string): Promise<Cut> {
    return this.post<Cut>(`/films/${filmId}/cuts`, { name, date: '2026-03-01' });
  }

  /** Invites somebody; returns the address of their personal link. */
  async invite(filmId: string, name: string, role: Role): Promise<string> {
    return (await this.post<IssuedLink>(`/films/${filmId}/people`, { name, role })).url;
  }

  /** Puts a cue on the spotting sheet and waits until the server knows it; returns its id. */
  async spot(filmId: string, fields: Partial<CueFields>): Promise<string> {
    const sheet = await openDocument(this, `film/${filmId}`, { ack: true });
    const id = newId();
    addCue(sheet.doc, id, fields);
    await sheet.acknowledged();
    sheet.close();
    return id;
  }

  /** Delivers a mix to a cue over tus; returns the version's id. */
  async deliverMix(
    cueId: string,
    file: { name: string; bytes: Buffer },
    kind: VersionKind = 'mix',
  ): Promise<string> {
    const delivery = await this.deliver({ purpose: 'version', cueId, kind, writtenToCutId: null }, file);
    if (delivery.versionId === null) throw new Error(`${file.name} became no version`);
    return delivery.versionId;
  }

  /** Delivers a stem of a version over tus. */
  async deliverStem(
    versionId: string,
    stem: { kind: StemKind; name: string },
    file: { name: string; bytes: Buffer },
  ): Promise<void> {
    await this.deliver({ purpose: 'stem', versionId, ...stem }, file);
  }

  /** Delivers what lies under the music of a cut over tus. */
  async deliverBed(cutId: string, kind: BedKind, file: { name: string; bytes: Buffer }): Promise<void> {
    await this.deliver({ purpose: 'bed', cutId, kind }, file);
  }

  /** Delivers the movie of a cut over tus. */
  async deliverMovie(cutId: string, file: { name: string; bytes: Buffer }): Promise<void> {
    await this.deliver({ purpose: 'movie', cutId }, file);
  }

  statement(versionId: string): Promise<Statement> {
    return this.get<Statement>(`/versions/${versionId}/statement`);
  }

  async sign(
    versionId: string,
    order: { sense: string; decision: string; reason?: string },
  ): Promise<SignOff> {
    const statement = await this.statement(versionId);
    return this.post<SignOff>(`/versions/${versionId}/sign-offs`, { ...order, statement });
  }

  private async deliver(
    purpose: object,
    { name, bytes }: { name: string; bytes: Buffer },
  ): Promise<Delivery> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const announced = { ...purpose, fileName: name, size: bytes.length, sha256 };
    const { id } = await this.post<Delivery>('/deliveries', announced);
    const tus = { 'tus-resumable': '1.0.0', cookie: this.cookie };
    const metadata = `delivery ${Buffer.from(id).toString('base64')}`;
    await checked(
      await fetch(`${this.url}/api/uploads`, {
        method: 'POST',
        headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': metadata },
      }),
    );
    await checked(
      await fetch(`${this.url}/api/uploads/${id}`, {
        method: 'PATCH',
        headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
        body: new Uint8Array(bytes),
      }),
    );
    return this.whenRead(id);
  }

  private async whenRead(id: string): Promise<Delivery> {
    for (;;) {
      const delivery = await this.get<Delivery>(`/deliveries/${id}`);
      if (delivery.state === 'ready') return delivery;
      if (delivery.refusal !== null) throw new Error(`${delivery.fileName}: ${delivery.refusal}`);
      // There is nothing to await over plain HTTP: a delivery is asked for until it has been read.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function send(
  url: string,
  method: string,
  path: string,
  cookie: string,
  body?: unknown,
): Promise<Response> {
  const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return checked(await fetch(`${url}/api${path}`, { method, headers, ...sent }));
}

async function checked(response: Response): Promise<Response> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response;
}
