/** A file to download. */
export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A title as every file system takes it. */
export function fileName(title: string): string {
  return title.replace(/\s*[\\/:*?"<>|\p{Cc}]+\s*/gu, ' ').trim();
}
