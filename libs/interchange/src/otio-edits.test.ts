import { describe, expect, it } from 'vitest';
import { parseOtioEdits } from './otio-edits.js';
import { eventLines } from './testing/events.js';
import { timeline } from './testing/markers.js';

const at24 = timeline({ rate: '24', dropFrame: false });

const time = (value: number, rate = 24) => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate });
const range = (from: number, frames: number, rate = 24) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(from, rate),
  duration: time(frames, rate),
});
const media = (file: string) => ({ OTIO_SCHEMA: 'ExternalReference.1', target_url: `file:///m/${file}` });
const clip = (file: string, from: number, frames: number, more: object = {}) => ({
  OTIO_SCHEMA: 'Clip.1',
  name: `clip of ${file}`,
  source_range: range(from, frames),
  media_reference: media(file),
  ...more,
});
const gap = (frames: number) => ({ OTIO_SCHEMA: 'Gap.1', source_range: range(0, frames) });
const track = (children: object[], more: object = {}) => ({
  OTIO_SCHEMA: 'Track.1',
  kind: 'Video',
  children,
  ...more,
});
const stack = (children: object[], more: object = {}) => ({ OTIO_SCHEMA: 'Stack.1', children, ...more });

function read(tracks: object[], more: object = {}) {
  const file = {
    OTIO_SCHEMA: 'Timeline.1',
    global_start_time: time(86_400),
    tracks: stack(tracks, more),
  };
  const reading = parseOtioEdits(new TextEncoder().encode(JSON.stringify(file)), at24);
  return { ...reading, lines: eventLines(reading.items, '24', at24.start) };
}

describe('the picture of OpenTimelineIO', () => {
  it('is the highest video track that has some, with what is switched off left out', () => {
    const { lines, problems } = read([
      track([clip('A.mov', 100, 100), gap(20), clip('B.mov', 0, 30)]),
      track([clip('SOUND.wav', 0, 150)], { kind: 'Audio' }),
      track([gap(40), clip('VFX.mov', 8, 20), clip('OFF.mov', 0, 20, { enabled: false })]),
      track([clip('ALL.mov', 0, 150)], { enabled: false }),
    ]);
    expect(lines).toEqual([
      'A.mov 100 0-40',
      'VFX.mov 8 40-60',
      'A.mov 160 60-100',
      'black 100-120',
      'B.mov 0 120-150',
    ]);
    expect(problems.map(({ what }) => what)).toEqual([
      expect.stringContaining('1 clips on upper video tracks'),
    ]);
  });

  it('names a clip by its reel, its file, its frames or its media', () => {
    const frames = {
      OTIO_SCHEMA: 'ImageSequenceReference.1',
      name_prefix: 'sh010_comp_v003.',
      name_suffix: '.exr',
    };
    const { lines } = read([
      track([
        clip('A.mov', 0, 10, { metadata: { cmx_3600: { reel: 'A012C004' } } }),
        clip('B%20two.mov', 0, 10),
        clip('', 0, 10, { media_reference: frames }),
        clip('', 0, 10, { media_reference: { OTIO_SCHEMA: 'MissingReference.1', name: 'tape 7' } }),
        {
          ...clip('', 0, 10, { OTIO_SCHEMA: 'Clip.2', active_media_reference_key: 'proxy' }),
          media_references: { proxy: media('P.mov'), main: media('M.mov') },
        },
        clip('', 0, 10, { media_reference: null, name: 'no media' }),
      ]),
    ]);
    expect(lines.map((line) => line.replace(/ \d.*/, ''))).toEqual([
      'A012C004',
      'B two.mov',
      'sh010_comp_v003',
      'tape',
      'P.mov',
      '"no media"',
    ]);
  });

  it('shows generators only where nothing is below them, and black as black', () => {
    const generator = (kind: string) => ({ OTIO_SCHEMA: 'GeneratorReference.1', generator_kind: kind });
    const { lines } = read([
      track([
        clip('', 0, 10, { media_reference: generator('SMPTEBars'), name: 'bars' }),
        clip('', 0, 10, { media_reference: generator('black') }),
        clip('A.mov', 0, 30),
      ]),
      track([gap(25), clip('', 0, 10, { media_reference: generator('Title'), name: 'title' })]),
    ]);
    expect(lines).toEqual(['"bars" 0 0-10', 'black 10-20', 'A.mov 0 20-50']);
  });

  it('is found in stacks inside stacks, at the speed they run', () => {
    const inner = stack(
      [track([clip('A.mov', 0, 50), clip('B.mov', 200, 50)]), track([gap(80), clip('C.mov', 0, 20)])],
      {
        source_range: range(40, 50),
        effects: [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: 2 }],
      },
    );
    // At double speed 50 frames show 100 of the inner stack, from its frame 40 on: then it is over.
    expect(read([track([clip('X.mov', 0, 10), inner, clip('Y.mov', 0, 10)])]).lines).toEqual([
      'X.mov 0 0-10',
      'A.mov 40 10-15 x2',
      'B.mov 200 15-30 x2',
      'C.mov 0 30-40 x2',
      'black 40-60',
      'Y.mov 0 60-70',
    ]);
  });

  it('runs backwards from what stands at the first frame, and stands still', () => {
    const warp = (scalar: number) => ({
      effects: [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: scalar }],
    });
    const still = { effects: [{ OTIO_SCHEMA: 'FreezeFrame.1', time_scalar: 0 }] };
    expect(read([track([clip('A.mov', 90, 40, warp(-1)), clip('A.mov', 50, 9, still)])]).lines).toEqual([
      'A.mov 90 0-40 x-1',
      'A.mov 50 40-49 x0',
    ]);
  });

  it('fades out to black where nothing comes in', () => {
    const transition = (before: number, after: number) => ({
      OTIO_SCHEMA: 'Transition.1',
      transition_type: 'Custom_Transition',
      name: 'Wipe left',
      in_offset: time(before),
      out_offset: time(after),
    });
    expect(
      read([track([clip('A.mov', 0, 50), transition(10, 0), gap(20), clip('B.mov', 9, 5), transition(3, 0)])])
        .lines,
    ).toEqual(['A.mov 0 0-40', 'black 40-50 wipe 10', 'black 50-70', 'B.mov 9 70-72', 'black 72-75 wipe 3']);
  });

  it('converts a source at another rate by its time', () => {
    const at25 = { ...clip('A.mov', 0, 0), source_range: range(90_025, 50, 25) };
    const { items } = read([track([at25, clip('B.mov', 0, 24)])]);
    expect(
      items.map(({ source, record }) =>
        [source.in, record.out - at24.start].map((flicks) => flicks / 705_600_000),
      ),
    ).toEqual([
      [3601, 2],
      [0, 3],
    ]);
  });

  it('says where it begins, also where a part of the tracks is cut off', () => {
    const { lines, stated } = read([track([clip('A.mov', 0, 50), clip('B.mov', 0, 50)])], {
      source_range: range(30, 70),
    });
    expect(stated).toEqual({ format: at24.format, start: at24.start });
    // What lies before the part stands before the start.
    expect(lines).toEqual(['A.mov 0 -30-20', 'B.mov 0 20-70']);
  });

  it('states the rate that all its clips have where it has no start', () => {
    const film = timeline({ rate: '25', dropFrame: false });
    const file = { OTIO_SCHEMA: 'Timeline.1', tracks: stack([track([clip('A.mov', 0, 50), gap(10)])]) };
    const { stated, items } = parseOtioEdits(new TextEncoder().encode(JSON.stringify(file)), film);
    expect(stated).toEqual({ format: at24.format });
    expect(items[0]?.record.in).toBe(film.start);
  });

  it('says what is wrong with it', () => {
    const what = (tracks: object[]) =>
      read(tracks).problems.map((problem) => `${problem.where}: ${problem.what}`);
    expect(what([])).toEqual(['file: There is no picture on its video tracks.']);
    expect(what([track([{ OTIO_SCHEMA: 'Clip.1', name: 'endless' }])])[0]).toMatch(
      /^clip 1: It has no range/,
    );
    expect(what([track([clip('A.mov', 1e15, 10)])])[0]).toContain('too far away');
    const nested = Array.from({ length: 200 }).reduce<object>(
      (inner) => stack([track([inner])]),
      clip('A.mov', 0, 9),
    );
    expect(what([track([nested])]).join()).toContain('too deep');
  });
});
