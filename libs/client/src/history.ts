/** What somebody did that can be taken back. */
export type UndoneAct =
  'note' | 'reply' | 'edit' | 'withdraw' | 'restore' | 'resolve' | 'reopen' | 'reading' | 'reaction';

interface Step {
  readonly act: UndoneAct;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Far more than anybody takes back, and little to keep. */
const MOST_STEPS = 200;

/** What was done on this page, to be taken back step by step. */
export class History {
  private done: readonly Step[] = [];
  private undone: readonly Step[] = [];

  record(step: Step): void {
    this.done = [...this.done, step].slice(-MOST_STEPS);
    this.undone = [];
  }

  /** Takes the last step back; says what it was, null when there is none. */
  undo(): UndoneAct | null {
    const step = this.done.at(-1);
    if (!step) return null;
    this.done = this.done.slice(0, -1);
    this.undone = [...this.undone, step];
    step.undo();
    return step.act;
  }

  /** Does once more what was taken back last. */
  redo(): UndoneAct | null {
    const step = this.undone.at(-1);
    if (!step) return null;
    this.undone = this.undone.slice(0, -1);
    this.done = [...this.done, step];
    step.redo();
    return step.act;
  }
}
