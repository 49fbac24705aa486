import type { Response } from 'express';

/** A file to download. */
export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Answers a file for download. No cache keeps what is one person's to read. */
export function sendFile(response: Response, { name, mediaType, bytes }: ExportedFile): void {
  response.attachment(name).type(mediaType).set('Cache-Control', 'private, no-store').send(bytes);
}

/** A title as every file system takes it. */
export function fileName(title: string): string {
  return title.replace(/\s*[\\/:*?"<>|\p{Cc}]+\s*/gu, ' ').trim();
}
