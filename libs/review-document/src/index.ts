export {
  entrySchema,
  MAX_READING,
  MAX_TEXT,
  NOTE_KINDS,
  NOTE_WEIGHTS,
  REACTIONS,
  type Entry,
  type NoteKind,
  type NoteWeight,
  type ReactionSign,
} from './entries.js';
export {
  ATTACHMENT_TYPES,
  attachmentSchema,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENT_NAME,
  MAX_ATTACHMENTS,
  type Attachment,
  type AttachmentType,
} from './attachments.js';
export {
  keepableDrawing,
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
  type Finish,
  type PlacedEntry,
  type Reaction,
  type Reading,
  type StateChange,
} from './board.js';
export { Threads } from './fold.js';
export { placeHit, readHits, removeHit, setHit, type Hit, type HitFields } from './hits.js';
export { judgeFileName, type AskedOfName, type FileNameFinding } from './judge-file-name.js';
export { foldBoard, LiveBoard } from './live-board.js';
export { addEntry, partRoot, readEntries, readEntry } from './parts.js';
export { NotesJudge, type Verdict, type Writer } from './notes-judge.js';
export {
  addCue,
  compareInFilmOrder,
  CUE_KINDS,
  editCue,
  parseCueNumber,
  placeCue,
  readCues,
  removeCue,
  sheetRoots,
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
