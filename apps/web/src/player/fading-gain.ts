/** A gain that moves in straight lines. Two that cross, one from 1 to 0 and one from 0 to 1, add up to 1 at every sample. */
export class FadingGain {
  readonly node: GainNode;
  private ramp: { readonly from: number; readonly to: number; readonly start: number; readonly end: number };

  constructor(context: BaseAudioContext, value: number) {
    this.node = context.createGain();
    this.node.gain.value = value;
    this.ramp = { from: value, to: value, start: 0, end: 0 };
  }

  /** What it moves to, or stands at. */
  get target(): number {
    return this.ramp.to;
  }

  /** Moves to a value, from wherever it is at `start`. Times in seconds of the context, none before the last one's start. */
  fade(to: number, start: number, seconds: number): void {
    const from = this.valueAt(start);
    const { gain } = this.node;
    gain.cancelScheduledValues(start);
    // A line that is still being drawn is drawn again up to here: cancelling took all of it.
    if (start > this.ramp.start && start < this.ramp.end) gain.linearRampToValueAtTime(from, start);
    else gain.setValueAtTime(from, start);
    gain.linearRampToValueAtTime(to, start + seconds);
    this.ramp = { from, to, start, end: start + seconds };
  }

  private valueAt(time: number): number {
    const { from, to, start, end } = this.ramp;
    if (time >= end) return to;
    return time <= start ? from : from + ((to - from) * (time - start)) / (end - start);
  }
}
