import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIXml } from './ixml.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const parsed = (text: string): ReturnType<typeof parseIXml> => parseIXml(bytesOf(text));
const nothing = { scene: '', take: '', tape: '', note: '', tracks: [] };

describe('parseIXml', () => {
  it('reads what recorders write', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
      <BWFXML>
        <IXML_VERSION>2.10</IXML_VERSION>
        <SCENE>45A &amp; B</SCENE><TAKE>3</TAKE><TAPE>Tag 2</TAPE>
        <NOTE><![CDATA[Türen <laut>]]> &#x2013; &#8211;</NOTE>
        <!-- <SCENE>not this</SCENE> -->
        <SPEED><NOTE>not this either</NOTE></SPEED>
        <TRACK_LIST>
          <TRACK_COUNT>2</TRACK_COUNT>
          <TRACK><CHANNEL_INDEX>1</CHANNEL_INDEX><NAME>Boom</NAME><FUNCTION/></TRACK>
          <TRACK><CHANNEL_INDEX>2</CHANNEL_INDEX><NAME></NAME></TRACK>
        </TRACK_LIST>
      </BWFXML>\0\0\0`;
    expect(parsed(text)).toEqual({
      scene: '45A & B',
      take: '3',
      tape: 'Tag 2',
      note: 'Türen <laut> – –',
      tracks: ['Boom', ''],
    });
  });

  it.each([
    ['nothing', ''],
    ['no XML', 'Dear composer'],
    ['other XML', '<html><SCENE>1</SCENE></html>'],
    ['XML that is cut', '<BWFXML><SCENE>1</SCENE>'],
    ['a tag that is cut', '<BWFXML><SCENE>1</SCENE'],
    ['crossed elements', '<BWFXML><SCENE>1</TAKE></BWFXML>'],
    ['a document type', '<!DOCTYPE BWFXML [<!ENTITY a "aaaa">]><BWFXML><SCENE>&a;</SCENE></BWFXML>'],
    ['too deep', '<BWFXML>' + '<A>'.repeat(100) + '</A>'.repeat(100) + '</BWFXML>'],
  ])('takes %s for none', (_, text) => {
    expect(parsed(text)).toBeNull();
  });

  it('knows no entity but those of XML, and no letter beyond Unicode', () => {
    expect(parsed('<BWFXML><NOTE>&lol;&constructor;&#9999999;&#xd800;&#0;\x01&lt;</NOTE></BWFXML>')).toEqual({
      ...nothing,
      note: '&lol;&constructor; <',
    });
  });

  it('keeps texts and lists within bounds', () => {
    const track = `<TRACK><NAME>${'n'.repeat(5000)}</NAME></TRACK>`;
    const found = parsed(`<BWFXML><TRACK_LIST>${track.repeat(150)}</TRACK_LIST></BWFXML>`);
    expect(found?.tracks).toHaveLength(128);
    expect(found?.tracks[0]).toHaveLength(1000);
  });

  it('is never anything but facts or null, on a megabyte of tags too', () => {
    for (const piece of ['<', '<A>', '<!--', '<![CDATA[', '</', '&#60;', '<A/>'])
      expect(parsed('<BWFXML>' + piece.repeat(200_000))).toBeNull();
    const pieces = fc.constantFrom('<', '>', '</', '/>', 'BWFXML', 'SCENE', '<!--', '-->', '&amp;', '&', '\0', '<BWFXML>', '</BWFXML>');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        parsed(parts.join(''));
      }),
    );
  });
});
