import { sayReason, type Changed, type Reason } from '@segue/protocol';

/** What a delivery has become, for the audit log and for those who look on. */
export interface Added {
  readonly act: string;
  readonly subject: Record<string, unknown>;
  /** The version that it is, or that it belongs to. */
  readonly versionId: string | null;
  readonly changed: readonly Pick<Changed, 'kind' | 'id'>[];
}

/** Somebody delivered the very same file to this place first. */
export class Duplicate extends Error {
  constructor(reason: Reason) {
    super(sayReason(reason));
  }
}
