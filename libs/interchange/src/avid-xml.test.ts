import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAvidXml, parseAvidXml } from './avid-xml.js';
import { markerAt } from './marker.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
import { nameAlone } from './text.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const at24 = timeline({ rate: '24', dropFrame: false });
const frame = (count: number) => at24.start + frameToFlicks(count, '24');

function file(...lists: readonly Record<string, string | number>[]): Uint8Array {
  const classes = lists.map((list) => {
    const elements = Object.entries(list).map(
      ([name, value]) =>
        `<ListElem><AvProp id="ATTR" name="OMFI:ATTB:Kind" type="int32">${typeof value === 'number' ? '1' : '2'}</AvProp>
        <AvProp id="ATTR" name="OMFI:ATTB:Name" type="string">${name}</AvProp>
        <AvProp id="ATTR" name="OMFI:ATTB:${typeof value === 'number' ? 'Int' : 'String'}Attribute" type="string">${String(value)}</AvProp></ListElem>`,
    );
    return `<AvClass id="ATTR"><List id="OMFI:ATTR:AttrRefs">${elements.join('')}<ListElem/></List></AvClass>`;
  });
  return bytes(`<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<!DOCTYPE Avid:StreamItems SYSTEM "AvidSettingsFile.dtd">
<Avid:StreamItems xmlns:Avid="http://www.avid.com"><Avid:XMLFileData>
<AvProp name="DomainMagic" type="string">Domain</AvProp>
${classes.join('\n')}
</Avid:XMLFileData></Avid:StreamItems>`);
}

describe('markers of Avid Media Composer in XML', () => {
  it('are read as Media Composer writes them', () => {
    const { items, problems, stated } = parseAvidXml(
      file(
        {
          _ATN_CRM_LONG_CREATE_DATE: 1790000000,
          _ATN_CRM_COLOR: 'Magenta',
          _ATN_CRM_COLOR_EXTENDED: 'Pink',
          _ATN_CRM_USER: 'anna.k',
          _ATN_CRM_COM: '2M4 in &amp; out [S:7k2f]',
          _ATN_CRM_TC: '226',
          _ATN_CRM_TRK: 'A2',
          _ATN_CRM_LENGTH: 36,
        },
        { _ATN_CRM_TC: '01:00:12:00', _ATN_CRM_LENGTH: 1 },
      ),
      at24,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({});
    expect(items).toEqual([
      {
        id: '7k2f',
        in: frame(226),
        out: frame(226 + 36),
        name: '',
        comment: '2M4 in & out',
        author: 'anna.k',
        colour: 'pink',
        status: null,
        track: 'A2',
        createdAt: 1790000000000,
      },
      markerAt(frame(12 * 24)),
    ]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseAvidXml(
      file({ _ATN_CRM_TC: '226' }, { _ATN_CRM_COM: 'lost' }, { _ATN_CRM_TC: '01:00:12:31' }),
      at24,
    );
    expect(items).toHaveLength(1);
    expect(problems.map(({ where }) => where)).toEqual(['line 8', 'marker at 01:00:12:31', 'line 11']);
    // Besides, such a frame shows that the list counts at another rate.
    expect(problems[2]?.what).toContain('Frames go from 00 to 23');
    expect(parseAvidXml(bytes('<a>\n<b>'), at24).problems[0]?.where).toBe('line 2');
    expect(parseAvidXml(bytes('<xmeml/>'), at24).problems[0]?.what).toContain('not an Avid list');
  });

  it('are read however XML may write them', () => {
    const entry = (name: string, value: string) => `<ListElem>${name}${value}</ListElem>`;
    const name = (text: string) => `<AvProp name="OMFI:ATTB:Name">${text}</AvProp>`;
    const value = (text: string) => `<AvProp name='OMFI:ATTB:StringAttribute'>${text}</AvProp>`;
    const list = (...entries: string[]) =>
      bytes(
        `<Avid:StreamItems>\n<AvClass><List>\n${entries.join('\n')}\n</List></AvClass>\n<AvClass>\n<List>${entry(
          name('_ATN_CRM_TC'),
          value('48').replaceAll("'", '"'),
        )}</List></AvClass></Avid:StreamItems>`,
      );
    const place = entry(name('_ATN_CRM_TC'), value('24'));
    const comments = (...entries: string[]) => {
      const { items, problems } = parseAvidXml(list(place, ...entries), at24);
      expect(problems).toEqual([]);
      expect(items.map((marker) => marker.in)).toEqual([frame(24), frame(48)]);
      return items[0]?.comment;
    };
    expect(comments(entry(value('first the value'), name('_ATN_CRM_COM')))).toBe('first the value');
    expect(comments(entry(name('_ATN_CRM_COM'), value('<![CDATA[a < b]]> &amp; c')))).toBe('a < b & c');
    expect(comments(entry(name('_ATN_CRM_COM'), '<AvProp name="OMFI:ATTB:StringAttribute"/>'))).toBe('');
    expect(comments(entry(name('_ATN_CRM_COM'), value('<!-- -->two\r\nlines')))).toBe('two\nlines');
    expect(comments('<ListElem id="AvClass"/>', entry(name('_ATN_CRM_COM'), value('AvClass')))).toBe(
      'AvClass',
    );
  });

  it('are read up to where the file is broken', () => {
    const whole = formatAvidXml([markerAt(frame(1)), markerAt(frame(2))], at24);
    const { items, problems } = parseAvidXml(whole.subarray(0, whole.length - 200), at24);
    expect(items.map((marker) => marker.in)).toEqual([frame(1)]);
    expect(problems).toEqual([
      { where: 'line 21', what: expect.stringContaining('not in quotes') as string },
    ]);
    const bad = bytes(
      '<Avid:StreamItems>\n<AvClass>\n<b></AvClass>\n<AvClass><AvClass></AvClass></Avid:StreamItems>',
    );
    expect(parseAvidXml(bad, at24).problems.map(({ where }) => where)).toEqual([
      'line 2',
      'line 4',
      'line 4',
    ]);
  });

  it('have letters of their own in every encoding', () => {
    const list = file({
      _ATN_CRM_TC: '1',
      _ATN_CRM_COM: 'entrée — plus doux que ça, mais encore là',
      _ATN_CRM_USER: 'Zoë',
    });
    const latin = Uint8Array.from(new TextDecoder().decode(list).replace('—', '\x97'), (letter) =>
      letter.charCodeAt(0),
    );
    const wide = new Uint8Array(
      new Uint16Array(Array.from(new TextDecoder().decode(list), (letter) => letter.charCodeAt(0))).buffer,
    );
    for (const written of [list, latin, wide]) {
      const [marker] = parseAvidXml(written, at24).items;
      expect(marker).toMatchObject({ comment: 'entrée — plus doux que ça, mais encore là', author: 'Zoë' });
    }
  });

  it('come back as they were written, with name and comment in one', () => {
    fc.assert(
      fc.property(markers(at24), (written) => {
        const { items, problems } = parseAvidXml(formatAvidXml(written, at24), at24);
        expect(problems).toEqual([]);
        const kept = written.map((marker) => ({
          ...marker,
          comment: nameAlone(marker).trim(),
          colour: marker.colour ?? 'red',
          track: 'V1',
        }));
        sameMarkers(items, kept, ['id', 'in', 'out', 'comment', 'colour', 'track', 'createdAt']);
      }),
    );
  });

  it('keep author and date', () => {
    const written = [{ ...markerAt(frame(1)), author: 'Anna <K>', createdAt: 1790000000999 }];
    const [read] = parseAvidXml(formatAvidXml(written, at24), at24).items;
    expect(read).toMatchObject({ author: 'Anna <K>', createdAt: 1790000000000 });
  });

  it('have the colour of older versions beside the one that those do not know', () => {
    const written = (colour: string) =>
      new TextDecoder().decode(formatAvidXml([{ ...markerAt(frame(1)), colour }], at24));
    const valueOf = (text: string, name: string) =>
      new RegExp(`>${name}</AvProp><AvProp[^>]*>([^<]*)<`).exec(text)?.[1];
    for (const [colour, older] of [
      ['pink', 'Magenta'],
      ['purple', 'Blue'],
      ['orange', 'Red'],
    ] as const) {
      const text = written(colour);
      expect(valueOf(text, '_ATN_CRM_COLOR')).toBe(older);
      expect(valueOf(text, '_ATN_CRM_COLOR_EXTENDED')).toBe(colour.charAt(0).toUpperCase() + colour.slice(1));
      expect(text).toContain('NumItems" type="int32">8<');
    }
    expect(valueOf(written('cyan'), '_ATN_CRM_COLOR')).toBe('Cyan');
    expect(written('cyan')).toContain('NumItems" type="int32">7<');
  });

  it('before the start are left out', () => {
    expect(parseAvidXml(formatAvidXml([markerAt(frame(-1))], at24), at24).items).toEqual([]);
  });

  it('never throw, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }), (some, place) => {
        expect(parseAvidXml(some, at24).items).toEqual([]);
        parseAvidXml(file({ _ATN_CRM_TC: place }), at24);
      }),
    );
  });
});
