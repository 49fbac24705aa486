import { describe, expect, it } from 'vitest';
import { columnNamed, csvRows } from './csv-rows.js';
import { Problems } from './text.js';

describe('the rows of a table', () => {
  it('know the line they begin on, whatever ends the lines', () => {
    const text = 'a,b\r\n"one\r\ntwo\rthree",\r\n\r\n , \r\n"say ""hi""",c\r\n';
    expect(csvRows(text, ',', new Problems())).toEqual([
      { line: 0, cells: ['a', 'b'] },
      { line: 1, cells: ['one\ntwo\nthree', ''] },
      { line: 6, cells: ['say "hi"', 'c'] },
    ]);
  });

  it('say where a quotation mark is never closed', () => {
    const problems = new Problems();
    expect(csvRows('a\tb\nc\t"d\ne', '\t', problems).map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['c', 'd\ne'],
    ]);
    expect(problems.all().map(({ where }) => where)).toEqual(['line 2']);
  });

  it('are refused where there is nothing but quotation marks', () => {
    const problems = new Problems();
    expect(csvRows('"x'.repeat(5_000_000), ',', problems)).toEqual([]);
    expect(problems.all()[0]?.what).toContain('quotation marks');
  });

  it('have columns with names, the first known one first', () => {
    const header = ['Name', ' START ', 'Timecode'];
    expect(columnNamed(header, 'timecode in', 'timecode', 'start')).toBe(2);
    expect(columnNamed(header, 'start')).toBe(1);
    expect(columnNamed(header, 'end')).toBe(-1);
  });
});
