import { versionSchema, type Version, type VersionKind } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request, sendBytes } from './http';

/** The versions of a cue, oldest first. */
export function versionsQuery(cueId: string) {
  return queryOptions({
    queryKey: ['version', cueId],
    queryFn: ({ signal }) =>
      request('GET', `/cues/${cueId}/versions`, { schema: versionSchema.array(), signal }),
  });
}

export interface VersionChange {
  readonly positionFlicks?: number;
  readonly kind?: VersionKind;
  readonly writtenToCutId?: string | null;
}

export function changeVersion(versionId: string, body: VersionChange): Promise<Version> {
  return request('PATCH', `/versions/${versionId}`, { body, schema: versionSchema });
}

export async function removeVersion(versionId: string): Promise<void> {
  await request('DELETE', `/versions/${versionId}`);
}

/** Sends a MIDI file as the tempo map of a version. Without a start its tick 0 lies where the version begins. */
export function putTempoMap(versionId: string, file: File, startFlicks: number | null): Promise<Version> {
  const query = new URLSearchParams({
    fileName: file.name,
    ...(startFlicks === null ? {} : { startFlicks: String(startFlicks) }),
  });
  return sendBytes(`/versions/${versionId}/tempo-map?${query.toString()}`, file, versionSchema);
}

/** Says where tick 0 of the tempo map lies, in flicks. */
export function moveTempoMap(versionId: string, startFlicks: number): Promise<Version> {
  return request('PATCH', `/versions/${versionId}/tempo-map`, {
    body: { startFlicks },
    schema: versionSchema,
  });
}

export async function removeTempoMap(versionId: string): Promise<void> {
  await request('DELETE', `/versions/${versionId}/tempo-map`);
}

/** Address of the delivered file itself, to download. */
export function originalAddress(versionId: string): string {
  return `/api/versions/${versionId}/original`;
}

/** Address of the delivered file with the notes on it as markers, for download. */
export function markedAddress(versionId: string): string {
  return `/api/versions/${versionId}/original-with-markers`;
}
