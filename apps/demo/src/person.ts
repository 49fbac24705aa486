import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openNotes, openSpotting, type DocumentSession } from '@segue/client';
import type { Delivery, DeliveryRequest, Session } from '@segue/protocol';
import { WebSocket as NodeSocket } from 'ws';

type WithoutFile<T> = T extends unknown ? Omit<T, 'fileName' | 'size' | 'sha256'> : never;

/** What a file is delivered as. */
export type Destination = WithoutFile<DeliveryRequest>;

/** A file with its name. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How long to wait between two questions whether a file has been read, in milliseconds. */
const ASK_AGAIN = 100;

/** Somebody who is signed in to a running server, and works there as their browser would. */
export class Person {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    readonly id: string,
    readonly name: string,
  ) {}

  /** Becomes the owner of a server that nobody owns yet. */
  static owner(url: string, setUp: object): Promise<Person> {
    return Person.signIn(url, '/setup', setUp);
  }

  /** Works in a session that is there already. */
  static async bySession(url: string, cookie: string): Promise<Person> {
    const { person } = (await (await send(url, 'GET', '/session', cookie)).json()) as Session;
    if (person === null) throw new Error('The session has ended.');
    return new Person(url, cookie, person.id, person.name);
  }

  /** Comes in by a personal link. */
  static byLink(url: string, link: string): Promise<Person> {
    return Person.signIn(url, '/links/open', { token: link.split('#')[1] });
  }

  private static async signIn(url: string, path: string, body: object): Promise<Person> {
    const response = await send(url, 'POST', path, '', json(body));
    const { person } = (await response.json()) as Session;
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (person === null || cookie === undefined) throw new Error(`${path} signed nobody in`);
    return new Person(url, cookie, person.id, person.name);
  }

  async get<T>(path: string): Promise<T> {
    return (await (await send(this.url, 'GET', path, this.cookie)).json()) as T;
  }

  async post<T>(path: string, body: object): Promise<T> {
    return (await (await send(this.url, 'POST', path, this.cookie, json(body))).json()) as T;
  }

  /** Sends the bytes of a file as the body. */
  async put(path: string, bytes: Uint8Array): Promise<void> {
    await send(this.url, 'PUT', path, this.cookie, { body: new Uint8Array(bytes) });
  }

  /**
   * Delivers a file over tus, and waits until the server has read it.
   *
   * @throws Error with the server's words when it is refused.
   */
  async deliver(destination: Destination, { name, bytes }: NamedFile): Promise<Delivery> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const announced = { ...destination, fileName: name, size: bytes.length, sha256 };
    const { id } = await this.post<Delivery>('/deliveries', announced);
    const tus = { 'tus-resumable': '1.0.0' };
    await send(this.url, 'POST', '/uploads', this.cookie, {
      headers: {
        ...tus,
        'upload-length': String(bytes.length),
        'upload-metadata': `delivery ${Buffer.from(id).toString('base64')}`,
      },
    });
    await send(this.url, 'PATCH', `/uploads/${id}`, this.cookie, {
      headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(bytes),
    });
    for (;;) {
      const delivery = await this.get<Delivery>(`/deliveries/${id}`);
      if (delivery.state === 'ready') return delivery;
      if (delivery.refusal !== null) throw new Error(`${name}: ${delivery.refusal}`);
      await pause(ASK_AGAIN);
    }
  }

  /** Opens the spotting sheet of a film, works on it, and waits until that is saved. */
  atSheet(filmId: string, work: (sheet: ReturnType<typeof openSpotting>) => void): Promise<void> {
    return this.at(openSpotting({ filmId, ...this.connection() }), work);
  }

  /** Opens the notes of a cue, writes, and waits until that is saved. */
  atNotes<Written>(cueId: string, work: (notes: ReturnType<typeof openNotes>) => Written): Promise<Written> {
    return this.at(openNotes({ cueId, ...this.connection() }), work);
  }

  private connection(): Omit<Parameters<typeof openSpotting>[0], 'filmId'> {
    const { cookie } = this;
    class SignedIn extends NodeSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie } });
      }
    }
    return {
      baseUrl: `${this.url.replace('http', 'ws')}/sync`,
      person: { id: this.id, name: this.name },
      WebSocket: SignedIn as unknown as typeof WebSocket,
    };
  }

  private async at<Opened extends DocumentSession, Done>(
    session: Opened,
    work: (session: Opened) => Done,
  ): Promise<Done> {
    try {
      await until(session, () => session.loaded && session.state.status === 'saved');
      const done = work(session);
      await until(session, () => session.state.status === 'saved' && session.state.unsaved === 0);
      return done;
    } finally {
      session.close();
    }
  }
}

/** Resolves when something holds of a document; throws when the server has closed it or refused a change. */
function until(session: DocumentSession, holds: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const refused = session.refused[0];
      if (session.state.status === 'closed' || refused) {
        leave();
        reject(new Error(`The server did not take it: ${JSON.stringify(refused ?? session.state)}`));
      } else if (holds()) {
        leave();
        resolve();
      }
    };
    const leave = session.subscribe(look);
    look();
  });
}

function json(body: object): RequestInit {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function send(
  url: string,
  method: string,
  path: string,
  cookie: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
  const response = await fetch(`${url}/api${path}`, { ...init, method, headers });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}
