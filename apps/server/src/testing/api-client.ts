/** What a request carries besides method and path: a value to send as JSON, or raw bytes. */
export interface RequestParts {
  readonly json?: unknown;
  readonly body?: Uint8Array | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A person at a device: speaks HTTP to the server and keeps the session's cookie. */
export class ApiClient {
  /** The Cookie header of this device; empty when nobody is signed in. */
  cookie = '';
  personId = '';
  name = '';

  constructor(readonly url: string) {}

  /** Sends a request and keeps the cookie that comes back. */
  async send(method: string, path: string, { json, body, headers }: RequestParts = {}): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: json === undefined ? (body ?? null) : JSON.stringify(json),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const pair = cookie.split(';')[0] ?? '';
      this.cookie = pair.endsWith('=') ? '' : pair;
    }
    return response;
  }

  /** Sends JSON and returns the JSON of a good answer (null when it has no body); throws the answer when it is not good. */
  async json(method: string, path: string, json?: unknown): Promise<unknown> {
    const response = await this.send(method, path, { json });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** The refusal code of an answer that is not good; the status of one that is. */
  async outcome(method: string, path: string, json?: unknown): Promise<number | string> {
    const response = await this.send(method, path, { json });
    if (response.ok) return response.status;
    const problem = (await response.json()) as { code: string };
    return problem.code;
  }

  /** Reads who this device is signed in as now. */
  async learnWhoIAm(): Promise<this> {
    const { person } = (await this.json('GET', '/api/session')) as {
      person: { id: string; name: string } | null;
    };
    this.personId = person?.id ?? '';
    this.name = person?.name ?? '';
    return this;
  }
}
