import { describe, expect, it } from 'vitest';
import { parseFcpxmlEdits } from './fcpxml-edits.js';
import { eventLines } from './testing/events.js';
import { timeline } from './testing/markers.js';

const at24 = timeline({ rate: '24', dropFrame: false });
const s = (frames: number): string => `${String(frames)}/24s`;
const at = (offset: number, length: number, start?: number) =>
  `offset="${s(86_400 + offset)}" duration="${s(length)}"${start === undefined ? '' : ` start="${s(start)}"`}`;

const RESOURCES = `<format id="f24" frameDuration="1/24s"/><format id="f25" frameDuration="1/25s"/>
<asset id="A" name="A" src="file:///m/A.mov" start="0s" duration="${s(5000)}" hasVideo="1" format="f24"/>
<asset id="B" name="B" start="${s(1000)}" duration="${s(500)}" hasVideo="1"><media-rep kind="original-media" src="file:///m/B%202.mov"/>
<metadata><md key="com.apple.proapps.studio.reel" value="B003"/></metadata></asset>
<asset id="P" name="P" src="file:///m/P.mov" start="0s" duration="${s(5000)}" hasVideo="1" format="f25"/>
<asset id="W" name="W" src="file:///m/W.wav" start="0s" duration="${s(500)}" hasAudio="1"/>
<effect id="T" name="Title"/>
<media id="C" name="compound"><sequence tcStart="${s(240)}" format="f24"><spine>
<asset-clip ref="A" offset="${s(240)}" duration="${s(50)}" start="${s(100)}"/>
<asset-clip ref="B" offset="${s(290)}" duration="${s(50)}" start="${s(1100)}"/></spine></sequence></media>
<media id="SELF" name="self"><sequence><spine><ref-clip ref="SELF" duration="${s(9)}"/></spine></sequence></media>
<media id="M" name="multi"><multicam><mc-angle name="cam 1" angleID="x1"/><mc-angle name="cam 2" angleID="x2"/></multicam></media>`;

function read(spine: string, resources = RESOURCES) {
  const xml = `<fcpxml version="1.10"><resources>${resources}</resources><library><event><project name="cut">
<sequence format="f24" tcStart="${s(86_400)}" tcFormat="NDF"><spine>${spine}</spine></sequence></project></event></library></fcpxml>`;
  const reading = parseFcpxmlEdits(new TextEncoder().encode(xml), at24);
  return { ...reading, lines: eventLines(reading.items, '24', at24.start) };
}

describe('the picture of the XML of Final Cut Pro', () => {
  it('names a clip by its reel or the file of its asset, and counts as the asset does', () => {
    const { lines, items, problems } = read(
      `<asset-clip ref="A" name="34A-3" ${at(0, 50, 100)}/><asset-clip ref="B" ${at(50, 10)}/><gap ${at(60, 5)}/>
<clip name="c" ${at(65, 20, 30)}><video ref="A" offset="0s" start="${s(500)}" duration="${s(99)}"/></clip>`,
    );
    expect(problems).toEqual([]);
    expect(lines).toEqual(['A.mov 100 0-50', 'B003 1000 50-60', 'black 60-65', 'A.mov 530 65-85']);
    expect(items[0]?.clipName).toBe('34A-3');
  });

  it('is the highest lane that hides what is below, and a lower one in gaps', () => {
    const { lines, problems } = read(
      `<asset-clip ref="A" ${at(0, 100, 1000)}>
<asset-clip ref="B" lane="1" offset="${s(1010)}" duration="${s(10)}" start="${s(1000)}"/>
<asset-clip ref="B" lane="2" offset="${s(1030)}" duration="${s(5)}"><adjust-blend amount="0.5"/></asset-clip>
<asset-clip ref="B" lane="1" offset="${s(1040)}" duration="${s(5)}" enabled="0"/>
<asset-clip ref="W" lane="-1" offset="${s(1050)}" duration="${s(5)}"/>
<asset-clip ref="B" lane="1" offset="${s(1055)}" duration="${s(5)}" srcEnable="audio"/>
<title ref="T" lane="3" offset="${s(1060)}" duration="${s(20)}"/>
<spine lane="2" offset="${s(1080)}"><gap offset="0s" duration="${s(4)}"/><asset-clip ref="B" offset="${s(4)}" duration="${s(6)}"/></spine>
</asset-clip><gap ${at(100, 20, 3600)}><asset-clip ref="B" lane="-1" offset="${s(3605)}" duration="${s(30)}"/></gap>
<asset-clip ref="A" ${at(120, 10, 0)}/>`,
    );
    expect(lines).toEqual([
      'A.mov 1000 0-10',
      'B003 1000 10-20',
      'A.mov 1020 20-84',
      'B003 1000 84-90',
      'A.mov 1090 90-100',
      'black 100-105',
      'B003 1000 105-120',
      'A.mov 0 120-130',
      'B003 1025 130-135',
    ]);
    expect(problems.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^2 clips on upper video tracks were taken/),
      expect.stringMatching(/^1 clips on upper video tracks were left out/),
    ]);
  });

  it('is found in compound and synchronised clips, and the first take of an audition', () => {
    const { lines } = read(
      `<ref-clip ref="C" ${at(0, 40, 270)}/><ref-clip ref="C" ${at(40, 10)}/>
<sync-clip ${at(50, 20, 10)}><spine><asset-clip ref="A" offset="0s" duration="${s(60)}" start="${s(900)}"/></spine>
<asset-clip ref="W" lane="-1" offset="0s" duration="${s(60)}"/></sync-clip>
<audition ${at(70, 10)}><asset-clip ref="B" duration="${s(10)}"/><asset-clip ref="A" duration="${s(10)}"/></audition>
<asset-clip ref="A" ${at(80, 5, 0)}/>`,
    );
    expect(lines).toEqual([
      'A.mov 130 0-20',
      'B003 1100 20-40',
      'A.mov 100 40-50',
      'A.mov 910 50-70',
      'B003 1000 70-80',
      'A.mov 0 80-85',
    ]);
  });

  it('does not follow a compound clip into itself', () => {
    expect(read(`<ref-clip ref="SELF" ${at(0, 9)}/>`)).toMatchObject({
      lines: [],
      problems: [{ what: 'There is no picture in this project.' }],
    });
  });

  it('does not grow without end out of compound clips in compound clips', () => {
    const clips = (ref: string) =>
      Array.from(
        { length: 10 },
        (_, n) => `<ref-clip ref="${ref}" offset="${s(n * 10)}" duration="${s(10)}"/>`,
      );
    const media = Array.from(
      { length: 8 },
      (_, n) =>
        `<media id="N${String(n)}"><sequence><spine>${clips(`N${String(n + 1)}`).join('')}</spine></sequence></media>`,
    );
    const last = `<media id="N8"><sequence><spine><asset-clip ref="A" duration="${s(1)}"/></spine></sequence></media>`;
    const all = Array.from({ length: 20 }, (_, n) => `<ref-clip ref="N0" ${at(n * 100, 100, 0)}/>`);
    const { items } = read(all.join(''), RESOURCES + media.join('') + last);
    expect(items.length).toBeLessThan(210_000);
  });

  it('tells the angles of a multicam clip apart', () => {
    const angle = (id: string, offset: number) =>
      `<mc-clip ref="M" name="talk" ${at(offset, 10, offset)}><mc-source angleID="x1" srcEnable="audio"/><mc-source angleID="${id}" srcEnable="video"/></mc-clip>`;
    expect(read(angle('x1', 0) + angle('x2', 10)).lines).toEqual([
      'multi cam 1 0 0-10',
      'multi cam 2 10 10-20',
    ]);
  });

  it('shows titles and generators where they are all there is', () => {
    expect(
      read(`<title name="2 weeks later" ref="T" ${at(0, 10)}/><video ref="T" name="noise" ${at(10, 5)}/>`)
        .lines,
    ).toEqual(['"2 weeks later" 0 0-10', '"noise" 0 10-15']);
  });

  it('runs as its time map says, also backwards and in parts', () => {
    const points = (...list: (readonly [number, number])[]) =>
      `<timeMap>${list.map(([time, value]) => `<timept time="${s(time)}" value="${s(value)}" interp="smooth2"/>`).join('')}</timeMap>`;
    const { lines, problems } = read(
      `<asset-clip ref="A" ${at(0, 50, 200)}>${points([0, 0], [10_000, 5000])}</asset-clip>
<asset-clip ref="A" ${at(50, 50, 100)}>${points([0, 5000], [5000, 0])}</asset-clip>
<asset-clip ref="A" ${at(100, 40, 80)}>${points([0, 0], [100, 100], [110, 300], [400, 590])}</asset-clip>`,
    );
    expect(lines).toEqual([
      'A.mov 100 0-50 x0.5',
      'A.mov 4900 50-100 x-1',
      'A.mov 80 100-120',
      'A.mov 100 120-130 x20',
      'A.mov 300 130-140',
    ]);
    expect(problems.map(({ what }) => what)).toEqual([expect.stringContaining('changes its speed')]);
  });

  it('runs frame for frame where the rate is conformed', () => {
    const conformed = (more: string) =>
      read(
        `<asset-clip ref="P" ${at(0, 48, 0)}><conform-rate ${more}/><asset-clip ref="A" lane="1" offset="1s" duration="${s(4)}"/></asset-clip>`,
      ).lines;
    // A second of the clip has 25 frames, which last 25/24 of a second.
    expect(conformed('srcFrameRate="25"')).toEqual([
      'P.mov 0 0-25 x0.96',
      'A.mov 0 25-29',
      'P.mov 27 29-48 x0.96',
    ]);
    expect(conformed('')).toEqual(conformed('srcFrameRate="25"'));
    expect(conformed('scaleEnabled="0" srcFrameRate="25"')).toEqual([
      'P.mov 0 0-24',
      'A.mov 0 24-28',
      'P.mov 28 28-48',
    ]);
    expect(conformed('srcFrameRate="23.98"')[0]).toBe('P.mov 0 0-23 x1.001');
    expect(conformed('srcFrameRate="29.97"')[0]).toBe('P.mov 0 0-23 x1.001');
    expect(conformed('srcFrameRate="30"')[0]).toBe('P.mov 0 0-24');
  });

  it('knows the rate of a format by its name', () => {
    const rate = (name: string) => {
      const { stated } = read('', `<format id="f24" name="${name}"/>`);
      return stated.format?.rate;
    };
    const names = ['1080p2398', '1080p24', '1080i50', '1080i5994', '1080p5994', '1080p30', 'Undefined'];
    expect(names.map((name) => rate(`FFVideoFormat${name}`))).toEqual([
      '23.976',
      '24',
      '25',
      '29.97',
      '59.94',
      '30',
      undefined,
    ]);
  });

  it('fades out to black where nothing comes in', () => {
    const transition = `<transition name="Cross Dissolve" offset="${s(86_440)}" duration="${s(10)}"/>`;
    expect(
      read(
        `<asset-clip ref="A" ${at(0, 50, 0)}/>${transition}<gap ${at(50, 5)}/><asset-clip ref="A" ${at(55, 5, 0)}/>`,
      ).lines,
    ).toEqual(['A.mov 0 0-40', 'black 40-50 dissolve 10', 'black 50-55', 'A.mov 0 55-60']);
  });
});
