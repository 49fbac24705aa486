import { parseDocumentName } from '@segue/protocol';
import type { Attachment } from '@segue/review-document';
import type { AttachmentsService } from '../attachments/attachments.service.js';

/**
 * Which files a person has brought to the cue of a document, as they were last looked up. Nobody brings files to other
 * documents than the notes that everybody on the film reads: whoever may read the cue may read its files.
 */
export class BroughtFiles {
  private readonly cueId: string | null;
  private files = new Map<string, { readonly type: string; readonly bytes: number }>();

  constructor(
    private readonly attachments: AttachmentsService,
    private readonly personId: string,
    document: string,
  ) {
    const address = parseDocumentName(document);
    this.cueId = address?.kind === 'notes' ? address.cueId : null;
  }

  has({ file, type, bytes }: Attachment): boolean {
    const known = this.files.get(file);
    return known?.type === type && known.bytes === bytes;
  }

  async lookUp(): Promise<void> {
    if (this.cueId === null) return;
    const rows = await this.attachments.broughtBy(this.personId, this.cueId);
    this.files = new Map(rows.map(({ sha256, type, bytes }) => [sha256, { type, bytes }]));
  }
}
