import { describe, expect, it } from 'vitest';
import { eventLines } from './testing/events.js';
import { timeline } from './testing/markers.js';
import { parseXmemlEdits } from './xmeml-edits.js';

const at25 = timeline({ rate: '25', dropFrame: false });
const RATE = '<rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate>';

const file = (id: string, more = '') =>
  `<file id="${id}"><name>${id}.mov</name><pathurl>file://localhost/m/${id}.mov</pathurl>${more}</file>`;
const tag = (name: string, value: number | string) => `<${name}>${String(value)}</${name}>`;

interface Item {
  readonly start: number;
  readonly end: number;
  readonly first?: number;
  readonly last?: number;
  readonly inside: string;
}

const item = ({ start, end, first = 0, last = first + end - start, inside }: Item): string =>
  `<clipitem>${RATE}${tag('start', start)}${tag('end', end)}${tag('in', first)}${tag('out', last)}${inside}</clipitem>\n`;
const remap = (speed: number, more = '') =>
  `<filter><effect><effectid>timeremap</effectid><parameter><parameterid>speed</parameterid><value>${String(speed)}</value></parameter>${more}</effect></filter>`;
const transition = (start: number, end: number, name = 'Cross Dissolve') =>
  `<transitionitem>${tag('start', start)}${tag('end', end)}<effect><name>${name}</name></effect></transitionitem>\n`;

function read(tracks: readonly string[], more = '') {
  const video = tracks.map((track) => `<track>${track}</track>`).join('\n');
  const xml = `<xmeml version="5"><sequence id="s0">${RATE}<timecode>${RATE}<frame>90000</frame></timecode>
<media><video>${video}</video><audio><track>${item({ start: 0, end: 999, inside: file('SOUND') })}</track></audio></media>
</sequence>${more}</xmeml>`;
  const reading = parseXmemlEdits(new TextEncoder().encode(xml), at25);
  return { ...reading, lines: eventLines(reading.items, '25', at25.start) };
}

describe('the picture of the XML of Final Cut Pro 7', () => {
  it('names files in full once, and counts in their timecode', () => {
    const timecode = `<timecode>${RATE}<string>01:00:00:00</string><reel><name>A012</name></reel></timecode>`;
    const { lines, problems } = read([
      item({ start: 0, end: 50, first: 10, inside: file('f1', timecode) }) +
        item({ start: 50, end: 60, inside: file('f2') }) +
        item({ start: 80, end: 99, first: 3, inside: '<file id="f1"/>' }),
    ]);
    expect(problems).toEqual([]);
    expect(lines).toEqual(['A012 90010 0-50', 'f2.mov 0 50-60', 'black 60-80', 'A012 90003 80-99']);
  });

  it('reads timecode of a film rate under a video film exactly', () => {
    const film = '<rate><timebase>24</timebase><ntsc>TRUE</ntsc></rate>';
    const timecode = `<timecode>${film}<string>01:00:00:00</string></timecode>`;
    const clip = `<clipitem>${film}${tag('start', 0)}${tag('end', 25)}${tag('in', 48)}${tag('out', 72)}${file('f', timecode)}</clipitem>`;
    const [event] = read([clip]).items;
    expect(event?.source.in).toBe((705_600_000 / 24_000) * 1001 * (86_400 + 48));
  });

  it('is the highest track that hides what is below', () => {
    const opacity = `<filter><effect><effectid>opacity</effectid><parameter><parameterid>opacity</parameterid><value>50</value></parameter></effect></filter>`;
    const { lines, problems } = read([
      item({ start: 0, end: 100, inside: file('A') }),
      item({ start: 10, end: 20, inside: file('VFX') }) +
        item({ start: 30, end: 40, inside: file('GHOST') + opacity }) +
        item({ start: 40, end: 50, inside: `${file('MIX')}<compositemode>screen</compositemode>` }) +
        item({ start: 50, end: 60, inside: `${file('OFF')}<enabled>FALSE</enabled>` }) +
        `<generatoritem><name>Text</name>${tag('start', 60)}${tag('end', 70)}</generatoritem>` +
        `<generatoritem><name>Slug</name>${tag('start', 70)}${tag('end', 80)}</generatoritem>`,
      `<enabled>FALSE</enabled>${item({ start: 0, end: 100, inside: file('HIDDEN') })}`,
    ]);
    expect(lines).toEqual([
      'A.mov 0 0-10',
      'VFX.mov 0 10-20',
      'A.mov 20 20-70',
      'black 70-80',
      'A.mov 80 80-100',
    ]);
    expect(problems.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^2 clips on upper video tracks were taken/),
      expect.stringMatching(/^2 clips on upper video tracks were left out/),
    ]);
  });

  it('is found in sequences inside it, named in full once', () => {
    const inner = `<sequence id="s1">${RATE}<media><video><track>
${item({ start: 0, end: 50, first: 7, inside: file('A') })}${item({ start: 50, end: 90, inside: file('B') })}</track></video></media></sequence>`;
    const { lines } = read([
      item({ start: 0, end: 20, first: 40, inside: inner }) +
        item({ start: 20, end: 40, first: 10, inside: `<sequence id="s1"/>${remap(200)}` }),
    ]);
    expect(lines).toEqual(['A.mov 47 0-10', 'B.mov 0 10-20', 'A.mov 27 20-35 x2', 'B.mov 0 35-40 x2']);
  });

  it('does not follow a sequence into itself', () => {
    const { lines, problems } = read([item({ start: 0, end: 20, inside: '<sequence id="s0"/>' })]);
    expect(lines).toEqual([]);
    expect(problems.map(({ what }) => what)).toEqual(['There is no picture in this sequence.']);
  });

  it('begins under a transition where its in point says, and ends in black where nothing comes in', () => {
    const { lines } = read([
      item({ start: 0, end: -1, first: 0, last: 62, inside: file('A') }) +
        transition(38, 62) +
        // This one counts from the cut in the middle of the transition.
        item({ start: -1, end: 100, first: 200, last: 250, inside: file('B') }) +
        transition(90, 100, 'Iris') +
        item({ start: 120, end: 140, first: 5, inside: file('C') }),
    ]);
    expect(lines).toEqual([
      'A.mov 0 0-38',
      'B.mov 188 38-90 dissolve 24',
      'black 90-100 wipe 10',
      'black 100-120',
      'C.mov 5 120-140',
    ]);
  });

  it('counts at another speed in frames as the clip runs, or of the file where the length says so', () => {
    const { lines } = read([
      item({ start: 0, end: 50, first: 100, last: 150, inside: file('A') + remap(200) }) +
        item({ start: 50, end: 100, first: 200, last: 300, inside: `<file id="A"/>${remap(200)}` }) +
        item({ start: 100, end: 150, first: 20, inside: `<file id="A"/><stillframe>TRUE</stillframe>` }) +
        item({ start: 150, end: 160, first: 20, inside: `<file id="A"/>${remap(0)}` }),
    ]);
    expect(lines).toEqual([
      'A.mov 200 0-50 x2',
      'A.mov 200 50-100 x2',
      'A.mov 20 100-150 x0',
      'A.mov 0 150-160 x0',
    ]);
  });

  it('runs backwards from the end of the file', () => {
    const reverse = remap(
      100,
      '<parameter><parameterid>reverse</parameterid><value>TRUE</value></parameter>',
    );
    const clip = (first: number, start: number) =>
      item({ start, end: start + 50, first, inside: `${file('A')}${tag('duration', 1000)}${reverse}` });
    // Frame 0 of the clip is the last one of the file.
    expect(read([clip(0, 0) + clip(100, 50)]).lines).toEqual(['A.mov 999 0-50 x-1', 'A.mov 899 50-100 x-1']);
  });

  it('follows key frames of the speed, but for those that are no place in a file', () => {
    const key = (when: number, value: number) =>
      `<keyframe>${tag('when', when)}${tag('value', value)}</keyframe>`;
    const graph = `<parameter><parameterid>variablespeed</parameterid><value>1</value></parameter>
<parameter><parameterid>graphdict</parameterid>${key(0, 0)}${key(100, 100)}${key(120, -1815255671)}${key(150, 200)}${key(400, 450)}</parameter>`;
    const { lines, problems } = read([
      item({ start: 0, end: 100, first: 80, inside: file('A') + remap(120, graph) }),
    ]);
    expect(lines).toEqual(['A.mov 80 0-20', 'A.mov 100 20-70 x2', 'A.mov 200 70-100']);
    expect(problems.map(({ what }) => what)).toEqual([expect.stringContaining('changes its speed')]);
  });

  it('begins a subclip in the middle of its file', () => {
    const inside = `${file('A')}<subclipinfo>${tag('startoffset', 500)}</subclipinfo>`;
    expect(read([item({ start: 0, end: 10, first: 3, inside })]).lines).toEqual(['A.mov 503 0-10']);
  });

  it('knows black that the application made', () => {
    const black = '<file id="b"><name>Black Video</name><mediaSource>Slug</mediaSource></file>';
    expect(
      read([item({ start: 0, end: 9, inside: black }) + item({ start: 9, end: 12, inside: file('A') })])
        .lines,
    ).toEqual(['black 0-9', 'A.mov 0 9-12']);
  });

  it('says where it cannot be read', () => {
    const { lines, problems } = read([
      item({ start: -1, end: 10, inside: file('A') }) + item({ start: 10, end: 12, inside: file('B') }),
    ]);
    expect(lines).toEqual(['black 0-10', 'B.mov 0 10-12']);
    expect(problems).toEqual([
      { where: 'line 2', what: expect.stringContaining('begins and ends') as string },
    ]);
  });
});
