import { EXPORTS, markersOn, timelineFor } from './marker-lists.mjs';
import { peerFor } from './peers.mjs';
import { timedAlone } from './timing.mjs';

/** What is written, and which kind of package is nearest to it. What is read goes by what is in the file. */
const FORMATS = [
  { name: 'Avid text', write: 'formatAvidText', reads: true },
  { name: 'Avid XML', write: 'formatAvidXml', reads: true, peer: 'xml' },
  { name: 'Resolve EDL', write: 'formatResolveEdl', reads: true },
  { name: 'EDL with locators', write: 'formatEdlMarkers', reads: true },
  { name: 'FCP 7 XML (xmeml)', write: 'formatXmeml', reads: true, peer: 'xml' },
  { name: 'FCPXML', write: 'formatFcpxml', reads: true, peer: 'xml' },
  { name: 'OpenTimelineIO', write: 'formatOtio', reads: true },
  { name: 'Cubase track archive', write: 'formatCubaseArchive', reads: true, peer: 'xml' },
  { name: 'MIDI', write: 'formatMidi', reads: true, peer: 'midi' },
  { name: 'REAPER CSV', write: 'formatReaperCsv', reads: true, peer: 'csv' },
  { name: 'WebVTT', write: 'formatWebVtt', reads: true, peer: 'vtt' },
  { name: 'SRT', write: 'formatSrt', reads: true, peer: 'srt' },
  { name: 'Notes as CSV', write: 'formatNotesCsv', peer: 'csv' },
  { name: 'Logic marker list', write: 'formatLogicList' },
];

/** Each marker format, writing and reading so many markers. */
export function markerMeasurements({ count, timecode, interchange, peers }) {
  const timeline = timelineFor(count, timecode);
  const markers = markersOn(timeline, count, timecode);
  const parse = (bytes) => interchange.parseMarkers(bytes, timeline);
  const written = FORMATS.map(({ name, write, reads, peer }) => ({
    group: 'markers',
    name,
    run: () => {
      const ours = timedAlone(() => interchange[write](markers, timeline));
      const outcome = { count, bytes: ours.result.length, formatMs: ours.ms };
      if (reads)
        Object.assign(
          outcome,
          readBack(() => parse(ours.result), count),
        );
      if (peer) Object.assign(outcome, beside(peerFor(peer, peers), ours.result, count));
      return outcome;
    },
  }));
  const { flicksToFrame, formatTimecode } = timecode;
  const first = flicksToFrame(timeline.start, '24');
  const onlyRead = EXPORTS.map(({ name, text }) => {
    const lines = text(markers, (index) => formatTimecode(first + index, timeline.format));
    const bytes = new TextEncoder().encode(lines.join('\r\n'));
    return {
      group: 'markers',
      name,
      run: () => ({ count, bytes: bytes.length, ...readBack(() => parse(bytes), count) }),
    };
  });
  return [...written, ...onlyRead];
}

/** What is not read whole has not been read fast. */
function readBack(parse, count) {
  const { result, ms } = timedAlone(parse);
  if (result.items.length === count) return { parseMs: ms, refused: null };
  const [problem] = result.problems;
  return { parseMs: null, refused: `${result.items.length} read: ${problem?.what ?? 'no reason given'}` };
}

/** What a package needs that knows the syntax and nothing of markers. */
function beside(peer, bytes, count) {
  const read = timedAlone(() => peer.parse(bytes));
  const written = timedAlone(() => peer.format(read.result, peer.writesAtMost));
  const times = peer.writesAtMost < count ? count / peer.writesAtMost : 1;
  return { peer: peer.title, peerParseMs: read.ms, peerFormatMs: written.ms * times };
}
