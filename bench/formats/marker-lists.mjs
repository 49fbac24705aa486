// Markers to measure with, and the lists of applications whose format is read and not written.

const RATE = 24;
const WORDS = [
  'after the breath',
  'strings too loud under dialogue',
  'hold until the cut',
  'softer, please',
  'good',
];
const COLOURS = ['red', 'green', 'blue', 'cyan'];

/** An hour and more of film at 24 frames a second. */
export function timelineFor(count, { frameToFlicks }) {
  return {
    title: 'Reel 1',
    format: { rate: '24', dropFrame: false },
    start: frameToFlicks(3600 * RATE, '24'),
    length: frameToFlicks(count + 1000, '24'),
  };
}

/** A marker on every frame, every third one with a length. */
export function markersOn({ start }, count, { frameToFlicks }) {
  return Array.from({ length: count }, (_, index) => {
    const position = start + frameToFlicks(index, '24');
    return {
      id: `n${index.toString(36).padStart(6, '0')}`,
      in: position,
      out: index % 3 === 0 ? position + frameToFlicks(12 + (index % 40), '24') : null,
      name: `2M${index % 40} note ${index}`,
      comment: WORDS[index % WORDS.length],
      author: 'Anna K',
      colour: COLOURS[index % COLOURS.length],
      status: index % 2 === 0 ? 'open' : 'done',
      track: 'V1',
      createdAt: Date.UTC(2026, 0, 1) + index * 1000,
    };
  });
}

/** What applications export and Segue only reads: lines of each, by the markers they are about. */
export const EXPORTS = [
  {
    name: 'Pro Tools text',
    text: (markers, at) => [
      'SESSION NAME:\tReel 1',
      'SAMPLE RATE:\t48000.000000',
      'BIT DEPTH:\t24-bit',
      'SESSION START TIMECODE:\t01:00:00:00',
      'TIMECODE FORMAT:\t24 Frame',
      '# OF AUDIO TRACKS:\t0',
      '# OF AUDIO CLIPS:\t0',
      '# OF AUDIO FILES:\t0',
      '',
      '',
      'M A R K E R S  L I S T I N G',
      '#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                             \tCOMMENTS',
      ...markers.map(
        ({ name, comment }, index) =>
          `${String(index + 1)}   \t${at(index)}  \t${String(index * 2000)}            \tSamples  \t${name}\t${comment}`,
      ),
    ],
  },
  {
    name: 'Premiere CSV',
    text: (markers, at) => [
      'Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\t',
      ...markers.map(
        ({ name, comment }, index) =>
          `${name}\t${comment}\t${at(index)}\t${at(index)}\t00:00:00:00\tComment\t`,
      ),
    ],
  },
  {
    name: 'Frame.io CSV',
    text: (markers, at) => [
      'Asset Name,Commenter,Comment,Reply,Complete,Frame,Duration,Timecode In,Timecode Out,Timecode Source In',
      ...markers.map(
        ({ author, comment }, index) => `r2.mov,${author},"${comment}",,No,${String(index)},0,,,${at(index)}`,
      ),
    ],
  },
  {
    name: 'REAPER project',
    text: (markers) => [
      '<REAPER_PROJECT 0.1 "7.11/linux-x86_64" 1700000000',
      ...markers.map(
        ({ name }, index) =>
          `  MARKER ${String(index + 1)} ${(index / RATE).toFixed(12)} "${name}" 0 0 1 B {8C0F} 0`,
      ),
      '>',
    ],
  },
];
