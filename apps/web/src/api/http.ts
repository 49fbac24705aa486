import { REFUSALS, type Problem, type RefusalCode } from '@segue/protocol';
import i18next from 'i18next';
import { wordsOfProblem } from './problem-words';

/** A request that the server answered with a problem, or that never reached it (`code` null). */
export class RequestFailed extends Error {
  constructor(
    message: string,
    readonly code: RefusalCode | null,
    readonly status: number,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'RequestFailed';
  }

  /** Whether no answer of Segue came back: no connection, or a gateway that reaches nothing behind it. */
  get unreachable(): boolean {
    return this.code === null && (this.status === 0 || this.status >= 502);
  }
}

/**
 * Calls the server's HTTP interface under `/api`. With a schema the answer is checked against it; without one nothing
 * is read. Throws {@link RequestFailed} in the reader's words when it says no.
 */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: { body?: unknown; schema?: { parse(answer: unknown): T }; signal?: AbortSignal } = {},
): Promise<T> {
  const { body, schema, signal } = options;
  const response = await send(`/api${path}`, {
    method,
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw await problemFrom(response);
  if (!schema) return undefined as T;
  return schema.parse(await response.json());
}

/** Sends a small file as the body of a PUT. Throws {@link RequestFailed} like {@link request}. */
export async function sendBytes<T>(
  path: string,
  file: Blob,
  schema: { parse(answer: unknown): T },
): Promise<T> {
  const response = await send(`/api${path}`, {
    method: 'PUT',
    credentials: 'same-origin',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (!response.ok) throw await problemFrom(response);
  return schema.parse(await response.json());
}

/** Sends bytes and receives a file. Throws {@link RequestFailed} like {@link request}. */
export async function postForBytes(path: string, body: Blob): Promise<Blob> {
  const response = await send(`/api${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    body,
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (!response.ok) throw await problemFrom(response);
  return response.blob();
}

/** Fetches bytes from under `/api`. Throws {@link RequestFailed} like {@link request}. */
export async function requestBytes(path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await send(`/api${path}`, { credentials: 'same-origin', signal });
  if (!response.ok) throw await problemFrom(response);
  return new Uint8Array(await response.arrayBuffer());
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw await unreachable();
  }
}

/** That no answer came. */
export async function unreachable(): Promise<RequestFailed> {
  await i18next.loadNamespaces('refusals');
  const defaultValue = 'The server cannot be reached. Check the connection and try again.';
  return new RequestFailed(i18next.t('unreachable', { ns: 'refusals', defaultValue }), null, 0);
}

/** What the server said no with. */
export async function problemFrom(response: Response): Promise<RequestFailed> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  const code = problem?.code !== undefined && problem.code in REFUSALS ? problem.code : null;
  await i18next.loadNamespaces('refusals');
  const detail = problem?.detail ?? response.statusText;
  const message = wordsOfProblem({ ...problem, detail }, i18next.getFixedT(null, 'refusals'));
  return new RequestFailed(message, code, response.status, problem?.extra);
}
