export { formatAvidText } from './avid-text.js';
export { formatAvidXml } from './avid-xml.js';
export { formatSrt, formatWebVtt } from './captions.js';
export { formatTable } from './csv-rows.js';
export { formatCubaseArchive } from './cubase-archive.js';
export { parseEditList } from './edit-files.js';
export { isPicture, type EditEvent, type Speed, type Transition } from './edit-list.js';
export { parseEdl } from './edl.js';
export { formatEdl, formatEdlMarkers, type EdlDialect } from './edl-write.js';
export { formatFcpxml } from './fcpxml.js';
export { parseFcpxmlEdits } from './fcpxml-edits.js';
export { formatLogicList } from './logic-list.js';
export {
  markerAt,
  type DrawnStroke,
  type Marker,
  type OldEncoding,
  type Problem,
  type Reading,
  type Timeline,
} from './marker.js';
export { parseMarkers } from './marker-files.js';
export { formatMidi, readTempoMap } from './midi.js';
export { formatNotesCsv } from './notes-csv.js';
export {
  formatNotesJson,
  parseNotesJson,
  type AttachedFile,
  type NoteReply,
  type NoteThread,
} from './notes-json.js';
export { formatOtio } from './otio.js';
export { parseOtioEdits } from './otio-edits.js';
export { formatReaperCsv } from './reaper-csv.js';
export { formatResolveEdl, parseResolveEdl } from './resolve-edl.js';
export { type SoundSource } from './sound-chunks.js';
export { copySoundMarkers, formatSoundMarkers, type SoundCopyOptions } from './sound-copy.js';
export { parseSoundMarkers, readSoundMarkers } from './sound-markers.js';
export { type SoundCopy, type SoundPiece } from './sound-parts.js';
export { plainWords } from './text.js';
export { formatXmeml } from './xmeml.js';
export { parseXmemlEdits } from './xmeml-edits.js';
