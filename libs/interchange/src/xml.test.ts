import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xmlAttribute, xmlText } from './xml-text.js';
import { attributeOf, childOf, elementsNamed, readXml, textOf, type XmlElement } from './xml.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function root(text: string): XmlElement {
  const read = readXml(bytes(text));
  if ('what' in read) throw new Error(`${read.where}: ${read.what}`);
  return read;
}

function problem(text: string): string {
  const read = readXml(bytes(text));
  return 'what' in read ? `${read.where}: ${read.what}` : 'none';
}

describe('XML', () => {
  it('is read with attributes, references, comments and CDATA', () => {
    const read = root(
      '\ufeff<?xml version="1.0"?>\r\n<!DOCTYPE a SYSTEM "a.dtd">\r\n<a x = "1 &lt; &#x1F3B5;" y=\'"\'>' +
        'in <!-- <b> --> &amp; <![CDATA[<&amp;>]]>\r\n<b/> out<c\n>  5 </c ></a>\n<!-- end -->',
    );
    expect([read.name, attributeOf(read, 'x'), attributeOf(read, 'y'), attributeOf(read, 'z')]).toEqual([
      'a',
      '1 < 🎵',
      '"',
      null,
    ]);
    expect(read.text).toBe('in  & <&amp;>\n out');
    expect(read.children.map(({ name, line }) => [name, line])).toEqual([
      ['b', 3],
      ['c', 3],
    ]);
    expect(textOf(read, 'c')).toBe('5');
    expect([childOf(read, 'd'), textOf(read, 'd')]).toEqual([null, null]);
  });

  it('keeps what is no reference as it is written', () => {
    expect(root('<a>R&B &nbsp; &#0; &#xD800; &#x110000; &amp;lt;</a>').text).toBe(
      'R&B &nbsp; &#0; &#xD800; &#x110000; &lt;',
    );
  });

  it('finds elements in the order of the file, none inside another', () => {
    const read = root('<a><m n="1"><m n="2"/></m><b><m n="3"/></b></a>');
    expect(elementsNamed(read, 'm').map((element) => attributeOf(element, 'n'))).toEqual(['1', '3']);
  });

  it('refuses entities of its own', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;">]>\n<a>&c;</a>';
    expect(problem(bomb)).toContain('declares entities');
  });

  it('says where it is not well formed', () => {
    expect(problem('<a>\n<b>\n</a>')).toBe('line 3: There is </a>, but <b> from line 2 is open.');
    expect(problem('<a>\n\n<b>')).toMatch(/^line 3: <b> is never closed/);
    expect(problem('<a>\n<b c="1></b>\n</a>')).toMatch(/^line 2: The value of the attribute "c"/);
    expect(problem('<a>\n1 < 2</a>')).toMatch(/^line 2: There is a </);
    expect(problem('<a>\n<!-- </a>')).toMatch(/^line 2: A comment begins here/);
    expect(problem('<a/>\n<b/>')).toMatch(/^line 2: There is a second/);
    expect(problem('a,b,c')).toBe('line 1: This is not XML.');
    expect(problem('')).toBe('line 1: There is no XML in this file.');
    expect(problem('<a>'.repeat(100_000))).toContain('nested too deep');
    expect(problem(`<a>${'<b/>'.repeat(2_000_001)}</a>`)).toContain('too many elements');
  });

  it('holds every text that it can hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = Array.from(text)
          .filter((sign) => /[\t\n\r\x20-\ud7ff\ue000-\ufffd]/.test(sign) || sign.length === 2)
          .join('');
        const read = root(`<a b="${xmlAttribute(text)}">-${xmlText(text)}</a>`);
        expect(attributeOf(read, 'b')).toBe(kept);
        expect(read.text).toBe(`-${kept}`);
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    const tokens = fc.constantFrom(
      '<a',
      '>',
      '</a>',
      '/>',
      '"',
      '=',
      ' b',
      '<!--',
      '-->',
      '<![CDATA[',
      '<!',
      '<?',
      '&#',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.array(tokens).map((some) => bytes(some.join(''))),
        ),
        (some) => {
          readXml(some);
        },
      ),
    );
  });
});
