import { STROKE_COLOURS, type Drawing } from '@segue/review-document';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { drawOver, fitted } from './drawn-over.js';

/** What stands on a page, as PDF operators. */
async function operatorsOf(draw: (paper: PDFKit.PDFDocument) => void): Promise<string> {
  const paper = new PDFDocument({ compress: false });
  const parts: Buffer[] = [];
  paper.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => paper.once('end', resolve));
  draw(paper);
  paper.end();
  await ended;
  return Buffer.concat(parts).toString('latin1');
}

describe('a drawing on paper', () => {
  const look = { colour: 'green', width: 'medium' } as const;
  const drawing: Drawing = [
    { tool: 'box', points: [0, 0, 5000, 10_000], ...look },
    { tool: 'text', points: [1000, 5000], text: 'Here', ...look },
  ];

  it('lies on the picture alone, and leaves the pen where it was', async () => {
    const area = { x: 42, y: 100, width: 120, height: 50 };
    const operators = await operatorsOf((paper) => {
      const before = [paper.x, paper.y];
      drawOver(paper, drawing, area);
      expect([paper.x, paper.y]).toEqual(before);
    });
    expect(operators).toMatch(/42 100 120 50 re\s+W/);
    expect(operators).toContain('1 0 0 1 42 100 cm');
    expect(operators).toMatch(/0 0 m\s+60 0 l\s+60 50 l\s+0 50 l\s+h/);
    const parts = [1, 3, 5].map((at) => parseInt(STROKE_COLOURS.green.slice(at, at + 2), 16) / 255);
    expect(operators).toContain(`${parts.map(String).join(' ')} SCN`);
    expect(operators).toContain(`<${Buffer.from('Here').toString('hex')}>`);
  });

  it('leaves out the black above and below a wide picture, and beside a narrow one', () => {
    const area = { x: 10, y: 20, width: 120, height: 68 };
    expect(fitted({ width: 2400, height: 1000 }, area)).toEqual({ x: 10, y: 29, width: 120, height: 50 });
    expect(fitted({ width: 680, height: 680 }, area)).toEqual({ x: 36, y: 20, width: 68, height: 68 });
  });
});
