import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Drawing, PictureSize } from '@segue/review-document';
import PDFDocument from 'pdfkit';
import { drawOver, fitted } from './drawn-over.js';

/** A column of a table: its heading, and its share of the width of the page. */
export interface ReportColumn {
  readonly heading: string;
  readonly share: number;
  /** Timecodes and counts stand below each other in the timecode face. */
  readonly figures?: boolean;
}

/** A note on paper. */
export interface Remark {
  /** Timecodes. */
  readonly position: string;
  readonly facts: string;
  readonly text: string;
  readonly replies: readonly string[];
  readonly picture: RemarkPicture | null;
}

/** A small picture of the film. */
interface RemarkPicture {
  /** JPEG or PNG. */
  readonly bytes: Uint8Array;
  /** What somebody drew over it, and the shape of the film's picture, around which there may be black. */
  readonly drawn: { readonly drawing: Drawing; readonly over: PictureSize } | null;
}

const FONTS = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const PLAIN = 'plain';
const BOLD = 'bold';
const FIGURES = 'figures';

// A4, in points.
const MARGIN = 42;
const GAP = 8;
const PICTURE_WIDTH = 120;
const PICTURE_HEIGHT = 68;
const TEXT_SIZE = 8.5;
const SMALL_SIZE = 7.5;
const LINE = '#b8bcc4';
const INK = '#16181d';
const SOFT = '#5a606c';

/**
 * A report on paper: headings, paragraphs, tables whose rows are not torn apart, pictures, and page numbers. Text of all
 * alphabets but those of East Asia can be drawn.
 */
export class PdfReport {
  private readonly document: PDFKit.PDFDocument;
  private readonly parts: Buffer[] = [];
  private readonly ended: Promise<void>;

  constructor(title: string, orientation: 'portrait' | 'landscape' = 'portrait') {
    this.document = new PDFDocument({
      size: 'A4',
      layout: orientation,
      margin: MARGIN,
      bufferPages: true,
      lang: 'en',
      info: { Title: title, Creator: 'Segue' },
    });
    this.document.registerFont(PLAIN, join(FONTS, 'DejaVuSans.ttf'));
    this.document.registerFont(BOLD, join(FONTS, 'DejaVuSans-Bold.ttf'));
    this.document.registerFont(FIGURES, join(FONTS, 'DejaVuSansMono.ttf'));
    this.document.on('data', (part: Buffer) => this.parts.push(part));
    this.ended = new Promise((resolve) => this.document.once('end', resolve));
    this.document.font(BOLD).fontSize(15).fillColor(INK).text(title);
  }

  heading(text: string): void {
    this.keep(48);
    this.document.moveDown(0.8).font(BOLD).fontSize(10.5).fillColor(INK).text(text, MARGIN).moveDown(0.3);
  }

  paragraph(text: string): void {
    this.document
      .font(PLAIN)
      .fontSize(TEXT_SIZE)
      .fillColor(SOFT)
      .text(text, MARGIN, undefined, { width: this.width });
    this.document.moveDown(0.3);
  }

  /** A note: what it says beside a picture of the film, if there is one, and its thread. */
  remark({ position, facts, text, replies, picture }: Remark): void {
    const indent = picture === null ? 0 : PICTURE_WIDTH + GAP;
    const width = this.width - indent;
    const words = replies.map((reply) => `↳ ${reply}`);
    const height = 14 + [text, ...words].reduce((sum, part) => sum + this.heightOfText(part, width) + 2, 0);
    this.keep(Math.min(Math.max(height, picture === null ? 0 : PICTURE_HEIGHT) + GAP, this.bottom / 2));
    const top = this.document.y;
    const page = this.document.bufferedPageRange().count;
    if (picture !== null) this.picture(picture, top);
    const x = MARGIN + indent;
    this.document
      .font(FIGURES)
      .fontSize(SMALL_SIZE)
      .fillColor(INK)
      .text(position, x, top, { continued: true });
    this.document.font(PLAIN).fillColor(SOFT).text(`   ${facts}`);
    this.document.moveDown(0.15);
    for (const [index, part] of [text, ...words].entries()) {
      this.document
        .font(PLAIN)
        .fontSize(TEXT_SIZE)
        .fillColor(index === 0 ? INK : SOFT)
        .text(part, x, undefined, { width });
    }
    const isSamePage = this.document.bufferedPageRange().count === page;
    if (picture !== null && isSamePage) this.document.y = Math.max(this.document.y, top + PICTURE_HEIGHT);
    this.document.x = MARGIN;
    this.document.y += GAP;
  }

  table(columns: readonly ReportColumn[], rows: readonly (readonly string[])[]): void {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (share / shares) * this.width);
    this.headings(columns, widths);
    for (const row of rows) {
      const height = this.heightOf(columns, widths, row);
      if (this.document.y + height > this.bottom) {
        this.document.addPage();
        this.headings(columns, widths);
      }
      this.row(columns, widths, row, height);
    }
  }

  /** Numbers the pages and ends the report. */
  async bytes(): Promise<Uint8Array> {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.document.switchToPage(page);
      // Below the margin pdfkit would begin a new page.
      this.document.page.margins.bottom = 0;
      this.document
        .font(PLAIN)
        .fontSize(SMALL_SIZE)
        .fillColor(SOFT)
        .text(`${String(page + 1)} / ${String(count)}`, MARGIN, this.document.page.height - 28, {
          width: this.width,
          align: 'right',
          lineBreak: false,
        });
    }
    this.document.end();
    await this.ended;
    return Buffer.concat(this.parts);
  }

  private get width(): number {
    return this.document.page.width - 2 * MARGIN;
  }

  private get bottom(): number {
    return this.document.page.height - MARGIN;
  }

  private picture({ bytes, drawn }: RemarkPicture, top: number): void {
    const area = { x: MARGIN, y: top, width: PICTURE_WIDTH, height: PICTURE_HEIGHT };
    try {
      this.document.image(Buffer.from(bytes), MARGIN, top, { fit: [PICTURE_WIDTH, PICTURE_HEIGHT] });
      if (drawn) drawOver(this.document.font(BOLD), drawn.drawing, fitted(drawn.over, area));
    } catch {
      // Bytes that are no picture leave their place empty: the report is worth more than one of them.
    }
  }

  private heightOfText(text: string, width: number): number {
    return this.document.font(PLAIN).fontSize(TEXT_SIZE).heightOfString(text, { width });
  }

  private keep(height: number): void {
    if (this.document.y + height > this.bottom) this.document.addPage();
  }

  private headings(columns: readonly ReportColumn[], widths: readonly number[]): void {
    const y = this.document.y;
    let x = MARGIN;
    this.document.font(BOLD).fontSize(SMALL_SIZE).fillColor(SOFT);
    for (const [index, { heading }] of columns.entries()) {
      const width = widths[index] ?? 0;
      this.document.text(heading, x, y, { width: width - GAP, lineBreak: false });
      x += width;
    }
    this.document.y = y + 13;
    this.rule();
  }

  private row(
    columns: readonly ReportColumn[],
    widths: readonly number[],
    row: readonly string[],
    height: number,
  ): void {
    const y = this.document.y;
    let x = MARGIN;
    for (const [index, column] of columns.entries()) {
      const width = widths[index] ?? 0;
      this.fontOf(column)
        .fillColor(INK)
        .text(row[index] ?? '', x, y, { width: width - GAP });
      x += width;
    }
    this.document.y = y + height;
    this.rule();
  }

  private heightOf(
    columns: readonly ReportColumn[],
    widths: readonly number[],
    row: readonly string[],
  ): number {
    const heights = columns.map((column, index) =>
      this.fontOf(column).heightOfString(row[index] ?? '', { width: (widths[index] ?? 0) - GAP }),
    );
    return Math.max(...heights) + 5;
  }

  private fontOf({ figures }: ReportColumn): PDFKit.PDFDocument {
    return this.document.font(figures ? FIGURES : PLAIN).fontSize(figures ? SMALL_SIZE : TEXT_SIZE);
  }

  private rule(): void {
    const y = this.document.y - 2.5;
    this.document
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + this.width, y)
      .lineWidth(0.4)
      .strokeColor(LINE)
      .stroke();
    this.document.x = MARGIN;
  }
}
