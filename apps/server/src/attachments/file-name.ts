import { MAX_ATTACHMENT_NAME, type AttachmentType } from '@segue/review-document';

/** What files of each type are called; the first one is put on a name that has none of them. */
const EXTENSIONS: Readonly<Record<AttachmentType, readonly string[]>> = {
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'application/pdf': ['.pdf'],
  'audio/wav': ['.wav'],
  'audio/mpeg': ['.mp3'],
  'audio/flac': ['.flac'],
  'audio/ogg': ['.ogg', '.oga', '.opus'],
  'audio/mp4': ['.m4a'],
};

/**
 * The name under which a file is kept and downloaded. It ends as its content asks for: what was saved as something else
 * would be opened as something else. Signs that are not seen, or that turn the direction of what is read, are left out.
 */
export function fileName(asked: string, type: AttachmentType): string {
  const last = asked.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  const endings = EXTENSIONS[type];
  const ending = endings.find((each) => plain.toLowerCase().endsWith(each)) ?? '';
  const stem = plain.slice(0, plain.length - ending.length);
  const extension = ending === '' ? (endings[0] ?? '') : plain.slice(stem.length);
  const room = MAX_ATTACHMENT_NAME - extension.length;
  // A sign outside the basic plane is not cut in two.
  return `${(stem === '' ? 'file' : stem).slice(0, room).replace(/[\ud800-\udbff]$/, '')}${extension}`;
}
