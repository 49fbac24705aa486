import { describe, expect, it } from 'vitest';
import { fileName } from './file-name.js';
import { typeOfContent } from './type-of-content.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('what a file is', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['GIF89a\x01\0\x01\0', 'image/gif'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
    ['%PDF-1.7\n', 'application/pdf'],
    ['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
    ['ID3\x04\0\0', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg'],
    ['fLaC\0\0\0\x22', 'audio/flac'],
    ['OggS\0\x02', 'audio/ogg'],
    ['\0\0\0\x20ftypM4A \0\0\0\0', 'audio/mp4'],
  ])('%j is %s', (content, type) => {
    expect(typeOfContent(bytes(content))).toBe(type);
  });

  it.each([
    '',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?><svg/>',
    '<!doctype html><script>alert(1)</script>',
    '\ufeff<html>',
    ' %PDF-1.7',
    'MZ\x90\0\x03',
    'PK\x03\x04',
    'RIFF\x24\0\0\0AVI LIST',
    '\0\0\0\x20ftypisom\0\0\0\0',
    '\xff\xfe<\0h\0',
    '\xff\xf1\x50\x80',
    '\xff\xfb\xf0\x64',
  ])('%j is nothing that can be attached', (content) => {
    expect(typeOfContent(bytes(content))).toBeNull();
  });
});

describe('the name of a file', () => {
  it('stays what it was', () => {
    expect(fileName('Skizze 3 – Dämmerung.PNG', 'image/png')).toBe('Skizze 3 – Dämmerung.PNG');
  });

  it('ends as its content asks for', () => {
    expect(fileName('score.html', 'application/pdf')).toBe('score.html.pdf');
    expect(fileName('photo.jpeg', 'image/jpeg')).toBe('photo.jpeg');
    expect(fileName('.png', 'image/png')).toBe('file.png');
  });

  it('is one name without hidden signs', () => {
    expect(fileName('..\\..\\etc/pass\u202ewd\n', 'image/gif')).toBe('passwd.gif');
    expect(fileName('///', 'image/gif')).toBe('file.gif');
  });

  it('is not longer than it may be', () => {
    const long = fileName(`${'x'.repeat(195)}🎻🎻.mp3`, 'audio/mpeg');
    expect(long.length).toBeLessThanOrEqual(200);
    expect(() => encodeURIComponent(long)).not.toThrow();
    expect(long.endsWith('.mp3')).toBe(true);
  });
});
