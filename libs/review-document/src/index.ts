export {
  entrySchema,
  MAX_TEXT,
  NOTE_KINDS,
  NOTE_WEIGHTS,
  type Entry,
  type NoteKind,
  type NoteWeight,
} from './entries.js';
export {
  MAX_POINTS,
  MAX_STROKE_TEXT,
  MAX_STROKES,
  PICTURE_UNITS,
  STROKE_COLOURS,
  STROKE_TOOLS,
  STROKE_WIDTHS,
  type Drawing,
  type Stroke,
  type StrokeColour,
  type StrokeTool,
  type StrokeWidth,
} from './drawing.js';
export { strokeShape, type PictureSize } from './stroke-shape.js';
export {
  isAskedFor,
  openNotes,
  type Board,
  type BoardNote,
  type BoardReply,
  type PlacedEntry,
  type StateChange,
} from './board.js';
export { foldBoard, Threads } from './fold.js';
export { placeHit, readHits, removeHit, setHit, type Hit, type HitFields } from './hits.js';
export { judgeFileName, type AskedOfName, type FileNameFinding } from './judge-file-name.js';
export { addEntry, partRoot, readEntries, readEntry } from './parts.js';
export { NotesJudge, type Verdict } from './notes-judge.js';
export {
  addCue,
  compareInFilmOrder,
  CUE_KINDS,
  editCue,
  parseCueNumber,
  placeCue,
  readCues,
  removeCue,
  spottingProblem,
  type Cue,
  type CueFields,
  type CueKind,
} from './spotting.js';
export {
  parseBedName,
  parseSoundFileName,
  parseStemName,
  type BedName,
  type SoundFileName,
  type StemName,
} from './sound-file-name.js';
export { isSameCueNumber, parseVersionFileName, type VersionFileName } from './version-file-name.js';
