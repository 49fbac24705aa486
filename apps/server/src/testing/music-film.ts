import { createHash } from 'node:crypto';
import type { Sense } from '@segue/access-policy';
import {
  documentName,
  newId,
  type Decision,
  type Delivery,
  type Problem,
  type VersionKind,
} from '@segue/protocol';
import { addCue, addEntry, removeCue, type CueFields, type Entry } from '@segue/review-document';
import type { UpdateLog } from '@segue/sync-engine';
import { FLICKS_PER_SECOND } from '@segue/timecode';
import { expect, vi } from 'vitest';
import * as Y from 'yjs';
import { UPDATE_LOG } from '../platform/tokens.js';
import { ReadModels } from '../projections/read-models.js';
import type { ApiClient, TestServer } from './test-server.js';

/** An hour, where films start. */
export const FILM_START = 3600 * FLICKS_PER_SECOND;

/** Commits what `write` does to a document, as the sync endpoint would, and lets the read models catch up. */
export async function writeDocument(
  server: TestServer,
  name: string,
  author: string,
  write: (document: Y.Doc) => void,
): Promise<void> {
  const log = server.app.get<UpdateLog>(UPDATE_LOG);
  const document = new Y.Doc();
  const logged = await log.read(name, 0);
  for (const { bytes } of logged) Y.applyUpdate(document, bytes);
  const before = Y.encodeStateVector(document);
  write(document);
  const writers = [{ clientId: document.clientID, personId: author }];
  const update = { document: name, sequence: logged.length + 1, writers, newcomers: writers };
  const appended = await log.append([{ ...update, bytes: Y.encodeStateAsUpdate(document, before) }]);
  expect(appended).toEqual([true]);
  await server.app.get(ReadModels).catchUp(name);
}

/** Writes a cue on the film's spotting sheet and returns its id. */
export async function writeCue(
  server: TestServer,
  filmId: string,
  author: ApiClient,
  fields: Partial<CueFields>,
): Promise<string> {
  const cueId = newId();
  await writeDocument(server, documentName({ kind: 'spotting', filmId }), author.personId, (sheet) => {
    addCue(sheet, cueId, fields);
  });
  return cueId;
}

/** Takes a cue off the film's spotting sheet. */
export async function eraseCue(
  server: TestServer,
  filmId: string,
  author: ApiClient,
  cueId: string,
): Promise<void> {
  await writeDocument(server, documentName({ kind: 'spotting', filmId }), author.personId, (sheet) => {
    removeCue(sheet, cueId);
  });
}

/** Writes an entry into a person's part of a cue's notes and returns its id. */
export async function writeEntry(
  server: TestServer,
  cueId: string,
  author: ApiClient,
  entry: Entry,
): Promise<string> {
  const id = newId();
  await writeDocument(server, documentName({ kind: 'notes', cueId }), author.personId, (notes) => {
    addEntry(notes, author.personId, id, entry);
  });
  return id;
}

/** A note on a version. */
export function note(version: string, weight: 'must' | 'taste', lamport = 1): Entry & { type: 'note' } {
  return {
    type: 'note',
    version,
    in: FILM_START,
    out: null,
    kind: 'mix',
    weight,
    text: 'Less reverb',
    lamport,
    at: 0,
  };
}

/** What is announced of a file. */
export function announcement(cueId: string, bytes: Uint8Array, kind: VersionKind = 'mix') {
  return {
    purpose: 'version' as const,
    cueId,
    kind,
    writtenToCutId: null as string | null,
    fileName: '1m01 mix.wav',
    size: bytes.length,
    sha256: sha256Of(bytes),
  };
}

/** What is announced of the file of a stem. */
export function stemAnnouncement(versionId: string, bytes: Uint8Array, name = 'Strings high') {
  const file = { fileName: `${name}.wav`, size: bytes.length, sha256: sha256Of(bytes) };
  return { purpose: 'stem' as const, versionId, kind: 'strings' as const, name, ...file };
}

/** What is announced of the file of a bed. */
export function bedAnnouncement(cutId: string, bytes: Uint8Array) {
  const file = { fileName: 'dialogue.wav', size: bytes.length, sha256: sha256Of(bytes) };
  return { purpose: 'bed' as const, cutId, kind: 'dialogue' as const, ...file };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A request of the tus protocol. */
export function tus(
  client: ApiClient,
  method: 'POST' | 'PATCH' | 'HEAD',
  path: string,
  headers: Record<string, string>,
  body?: Uint8Array,
): Promise<Response> {
  return client.send(method, `/api/uploads${path}`, {
    headers: { 'Tus-Resumable': '1.0.0', ...headers },
    body,
  });
}

/** Creates the upload of a delivery. */
export function createUpload(client: ApiClient, deliveryId: string, size: number): Promise<Response> {
  const metadata = `delivery ${Buffer.from(deliveryId).toString('base64')}`;
  return tus(client, 'POST', '', { 'Upload-Length': String(size), 'Upload-Metadata': metadata });
}

/** Sends bytes of the file from an offset. */
export function appendUpload(
  client: ApiClient,
  deliveryId: string,
  offset: number,
  body: Uint8Array,
): Promise<Response> {
  const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
  return tus(client, 'PATCH', `/${deliveryId}`, headers, body);
}

/** Announces, uploads and waits until the server has read it. */
export async function deliver(client: ApiClient, announced: object, bytes: Uint8Array): Promise<Delivery> {
  const delivery = (await client.json('POST', '/api/deliveries', announced)) as Delivery;
  expect((await createUpload(client, delivery.id, delivery.size)).status).toBe(201);
  expect((await appendUpload(client, delivery.id, 0, bytes)).status).toBe(204);
  return settled(client, delivery.id);
}

/** The delivery once the server is done with it. */
export function settled(client: ApiClient, deliveryId: string): Promise<Delivery> {
  return vi.waitFor(
    async () => {
      const delivery = (await client.json('GET', `/api/deliveries/${deliveryId}`)) as Delivery;
      expect(['ready', 'refused', 'failed']).toContain(delivery.state);
      return delivery;
    },
    { timeout: 20_000, interval: 20 },
  );
}

/** The code of a refusal; the status where it is none. */
export async function codeOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.headers.get('content-type')?.startsWith('application/problem+json') !== true)
    return String(response.status);
  return ((await response.json()) as Problem).code;
}

/** Fetches the statement and signs it. */
export async function signOff(
  client: ApiClient,
  versionId: string,
  sense: Sense,
  decision: Decision,
  words: { comment?: string; reason?: string } = {},
): Promise<Response> {
  const statement = await client.json('GET', `/api/versions/${versionId}/statement`);
  return client.send('POST', `/api/versions/${versionId}/sign-offs`, {
    json: { sense, decision, ...words, statement },
  });
}
