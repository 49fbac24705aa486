import type * as Y from 'yjs';
import { keepsAnything } from './device.js';
import { copyName, DocumentCopy } from './document-copy.js';
import { KeptWork, type RefusedWork } from './kept-work.js';
import { UnsentWork } from './unsent-work.js';

/**
 * What this device keeps of one document for one person: the copy, the changes that were not sent, the texts that were
 * refused. Where nothing can be kept all of it lives as long as the page. Nothing here ever rejects: what could not be
 * kept shows in {@link UnsentWork.onlyInPage}.
 */
export class Safekeeping {
  unsent: UnsentWork;
  private kept: KeptWork | null = null;
  private copy: DocumentCopy | null = null;
  private refusals: readonly RefusedWork[] = [];
  private closed = false;

  constructor(
    private readonly name: string,
    private readonly personId: string,
  ) {
    this.unsent = new UnsentWork(name, null);
  }

  /** Own work that the server did not take, until it is dismissed. */
  get refused(): readonly RefusedWork[] {
    return this.refusals;
  }

  /**
   * Brings what is kept into the document, except unsent changes, and follows it from now on. A storage that does not open
   * within `longest` milliseconds is not waited for.
   *
   * @returns whether there was a copy that had once been loaded from the server.
   */
  async open(document: Y.Doc, longest: number): Promise<boolean> {
    if (!keepsAnything()) return false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let inTime = true;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => {
        inTime = false;
        resolve(false);
      }, longest);
    });
    const load = async (): Promise<boolean> => {
      const kept = await KeptWork.open(this.personId);
      if (this.closed || !inTime) {
        kept.close();
        return false;
      }
      this.kept = kept;
      this.unsent = new UnsentWork(this.name, kept);
      this.copy = new DocumentCopy(copyName(this.personId, this.name), document);
      const [documents, refusals] = await Promise.all([
        kept.documents(),
        kept.refusals(this.name),
        this.copy.loaded,
      ]);
      this.refusals = refusals;
      return documents.includes(this.name);
    };
    const known = await Promise.race([load().catch(() => false), late]);
    clearTimeout(timer);
    return known;
  }

  /** Whether an update of the document came out of the copy. */
  isOrigin(origin: unknown): boolean {
    return this.copy?.isOrigin(origin) === true;
  }

  /** The document has been loaded from the server: from now on its copy can stand for it. */
  remember(): void {
    this.try(this.kept?.remember(this.name));
  }

  /** Own work will not be taken; its words are kept until they are dismissed. */
  giveUp(work: RefusedWork): void {
    this.refusals = [...this.refusals, work];
    this.try(this.kept?.refuse(this.name, work));
  }

  /** Own work stands to be copied as long as the page is there; it stays kept as unsent. */
  show(work: RefusedWork): void {
    this.refusals = [...this.refusals, work];
  }

  dismiss(): void {
    this.refusals = [];
    this.try(this.kept?.dismiss(this.name));
  }

  /** The document was replaced by another `Y.Doc`: the copy follows. */
  startAfresh(document: Y.Doc): void {
    this.try(this.copy?.startAfresh(document));
  }

  /** The document is not shared with this person any more: no copy stays, and nothing is left to send. */
  removeCopy(): void {
    this.unsent.settle();
    this.try(this.kept?.forget(this.name));
    this.try(this.copy?.remove());
  }

  /** Lets go of the storage; what is in it stays. */
  close(): void {
    this.closed = true;
    this.try(this.copy?.close());
    // What was just handed over is still being kept: closing waits for open transactions.
    this.kept?.close();
  }

  private try(work: Promise<unknown> | undefined): void {
    work?.catch(() => {
      // Kept or not, the page goes on: the server has what is saved, and what is unsent is counted.
    });
  }
}
