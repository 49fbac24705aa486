/** Endings of the files that music, stems and beds may come as. */
const ENDINGS = ['wav', 'bwf', 'rf64', 'aif', 'aiff', 'aifc', 'flac', 'mp3', 'ogg', 'oga', 'opus'];

/** What is offered where sound is chosen. What the server cannot read it refuses in words. */
export const SOUND_ACCEPT = [...ENDINGS.map((ending) => `.${ending}`), 'audio/*'].join(',');

/** Whether a file is sound, going by its name or by what the browser says of it. */
export function isSoundFile({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  return type.startsWith('audio/') || ENDINGS.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
}
