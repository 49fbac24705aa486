/** A straight line that the gain moves in, and stands at the end of. */
interface Line {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** A gain that moves in straight lines. Two that cross, one from 1 to 0 and one from 0 to 1, add up to 1 at every sample. */
export class FadingGain {
  readonly node: GainNode;
  /** By their start. */
  private lines: readonly Line[];

  constructor(
    private readonly context: BaseAudioContext,
    value: number,
  ) {
    this.node = context.createGain();
    this.node.gain.value = value;
    this.lines = [{ from: value, to: value, start: -Infinity, end: -Infinity }];
  }

  /** What it moves to in the end, or stands at. */
  get target(): number {
    return this.lines.at(-1)?.to ?? 0;
  }

  /**
   * Moves to a value, from wherever it is at `start`; what it was told to do after that is forgotten. Times in seconds of the
   * context.
   */
  fade(to: number, start: number, seconds: number): void {
    const { gain } = this.node;
    const kept = this.lines.filter((line) => line.start < start);
    const before = kept.at(-1);
    const from = before ? valueOn(before, start) : to;
    gain.cancelScheduledValues(start);
    // A line that is still being drawn is drawn again up to here: cancelling took all of it.
    if (before && start < before.end) gain.linearRampToValueAtTime(from, start);
    else gain.setValueAtTime(from, start);
    gain.linearRampToValueAtTime(to, start + seconds);
    const cut = before && start < before.end ? { ...before, to: from, end: start } : before;
    const past = kept.filter((line) => line !== before && line.end > this.context.currentTime);
    this.lines = [...past, ...(cut ? [cut] : []), { from, to, start, end: start + seconds }];
  }
}

function valueOn({ from, to, start, end }: Line, time: number): number {
  return time >= end ? to : from + ((to - from) * (time - start)) / (end - start);
}
