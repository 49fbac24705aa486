import {
  formatAvidText,
  formatAvidXml,
  formatCubaseArchive,
  formatEdlMarkers,
  formatFcpxml,
  formatLogicList,
  formatMidi,
  formatNotesCsv,
  formatNotesJson,
  formatOtio,
  formatReaperCsv,
  formatResolveEdl,
  formatSrt,
  formatWebVtt,
  formatXmeml,
  type NoteThread,
  type Timeline,
} from '@segue/interchange';
import type { MarkerFile } from '@segue/protocol';
import type { PlacedTempoMap } from '@segue/timecode';

interface Writer {
  readonly extension: string;
  readonly mediaType: string;
  readonly format: (
    notes: readonly NoteThread[],
    timeline: Timeline,
    /** The tempos and meters of the music, for those that count in beats. */
    tempo?: PlacedTempoMap,
  ) => Uint8Array;
}

const TEXT = 'text/plain; charset=utf-8';
const XML = 'application/xml; charset=utf-8';

/** How each kind of file is written. */
export const MARKER_WRITERS: Readonly<Record<MarkerFile, Writer>> = {
  'resolve-edl': { extension: 'edl', mediaType: TEXT, format: formatResolveEdl },
  'avid-text': { extension: 'txt', mediaType: TEXT, format: formatAvidText },
  'avid-xml': { extension: 'xml', mediaType: XML, format: formatAvidXml },
  'premiere-xml': { extension: 'xml', mediaType: XML, format: formatXmeml },
  fcpxml: { extension: 'fcpxml', mediaType: XML, format: formatFcpxml },
  otio: { extension: 'otio', mediaType: 'application/json; charset=utf-8', format: formatOtio },
  midi: { extension: 'mid', mediaType: 'audio/midi', format: formatMidi },
  'cubase-xml': { extension: 'xml', mediaType: XML, format: formatCubaseArchive },
  'logic-list': { extension: 'txt', mediaType: TEXT, format: formatLogicList },
  'reaper-csv': { extension: 'csv', mediaType: 'text/csv; charset=utf-8', format: formatReaperCsv },
  edl: { extension: 'edl', mediaType: TEXT, format: formatEdlMarkers },
  webvtt: { extension: 'vtt', mediaType: 'text/vtt; charset=utf-8', format: formatWebVtt },
  srt: { extension: 'srt', mediaType: TEXT, format: formatSrt },
  csv: { extension: 'csv', mediaType: 'text/csv; charset=utf-8', format: formatNotesCsv },
  json: { extension: 'json', mediaType: 'application/json; charset=utf-8', format: formatNotesJson },
};
