import { bodyOf, letters, viewOf, type SoundFile } from './sound-chunks.js';
import { soundText } from './sound-text.js';

/** A cue of a WAVE file, with what the other parts of the file say about it. */
export interface WaveCue {
  readonly id: number;
  readonly sample: number;
  /** In samples; 0 for a point. */
  readonly length: number;
  readonly label: string;
  readonly note: string;
}

/** What is said of a cue under its id. */
interface Said {
  label: Uint8Array | null;
  note: Uint8Array | null;
  text: Uint8Array | null;
  length: number;
  codePage: number;
}

const CUE_BYTES = 24;
const LOOP_BYTES = 24;

/** The samples per second of a WAVE file; null where it does not say. */
export function waveSampleRate(file: SoundFile): number | null {
  const format = bodyOf(file, 'fmt ');
  return format && format.length >= 8 ? viewOf(format).getUint32(4, file.isLittleEndian) : null;
}

/**
 * The cues of a WAVE file with their labels, notes and lengths. A length is that of the labelled text (`ltxt`), or of the
 * sampler loop with the cue's id, by which REAPER says regions.
 */
export function waveCues(file: SoundFile): WaveCue[] {
  const cues = bodyOf(file, 'cue ');
  if (!cues || cues.length < 4) return [];
  const view = viewOf(cues);
  const count = Math.min(view.getUint32(0, file.isLittleEndian), Math.floor((cues.length - 4) / CUE_BYTES));
  const said = saidOfCues(file);
  const loops = loopLengths(file);
  return Array.from({ length: count }, (_, index) => {
    const at = 4 + index * CUE_BYTES;
    const id = view.getUint32(at, file.isLittleEndian);
    const sample = view.getUint32(at + 20, file.isLittleEndian);
    const { label, note, text, length = 0, codePage = 0 } = said.get(id) ?? {};
    const decoded = (bytes: Uint8Array | null | undefined): string =>
      bytes ? soundText(bytes, codePage) : '';
    return {
      id,
      sample,
      length: length > 0 ? length : (loops.get(id)?.(sample) ?? 0),
      label: decoded(label) || decoded(text),
      note: decoded(note),
    };
  });
}

/** The ids of cues that sampler loops refer to. */
export function loopIds(file: SoundFile): number[] {
  return [...loopLengths(file).keys()];
}

function saidOfCues(file: SoundFile): Map<number, Said> {
  const said = new Map<number, Said>();
  const lists = file.chunks.filter(({ id, body }) => id === 'LIST' && body !== null);
  for (const { body } of lists) {
    if (!body) continue;
    const view = viewOf(body);
    for (let at = 4; at + 12 <= body.length;) {
      const kind = letters(body, at);
      const size = view.getUint32(at + 4, file.isLittleEndian);
      const content = body.subarray(at + 8, Math.min(body.length, at + 8 + size));
      at += 8 + size + (size % 2);
      if (content.length < 4) continue;
      const id = viewOf(content).getUint32(0, file.isLittleEndian);
      const entry = said.get(id) ?? { label: null, note: null, text: null, length: 0, codePage: 0 };
      said.set(id, entry);
      if (kind === 'labl') entry.label ??= content.subarray(4);
      else if (kind === 'note') entry.note ??= content.subarray(4);
      else if (kind === 'ltxt' && content.length >= 20) {
        entry.length = viewOf(content).getUint32(4, file.isLittleEndian);
        entry.codePage = viewOf(content).getUint16(18, file.isLittleEndian);
        entry.text = content.subarray(20);
      }
    }
  }
  return said;
}

/** For the id of each loop, how long it is for a cue that stands at its beginning. */
function loopLengths(file: SoundFile): Map<number, (sample: number) => number> {
  const lengths = new Map<number, (sample: number) => number>();
  const sampler = bodyOf(file, 'smpl');
  if (!sampler || sampler.length < 36) return lengths;
  const view = viewOf(sampler);
  const count = Math.min(
    view.getUint32(28, file.isLittleEndian),
    Math.floor((sampler.length - 36) / LOOP_BYTES),
  );
  for (let index = 0; index < count; index++) {
    const at = 36 + index * LOOP_BYTES;
    const first = view.getUint32(at + 8, file.isLittleEndian);
    const last = view.getUint32(at + 12, file.isLittleEndian);
    // The last sample is played too.
    lengths.set(view.getUint32(at, file.isLittleEndian), (sample) =>
      sample === first && last > first ? last + 1 - first : 0,
    );
  }
  return lengths;
}
