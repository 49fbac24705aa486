/** How alike two channels are, added up over their whole length. */
export class StereoCorrelation {
  private leftEnergy = 0;
  private rightEnergy = 0;
  private product = 0;

  /** Adds the samples [from, from + frames) of both. */
  add(left: Float64Array, right: Float64Array, from: number, frames: number): void {
    let { leftEnergy, rightEnergy, product } = this;
    for (let i = from; i < from + frames; i += 1) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      leftEnergy += l * l;
      rightEnergy += r * r;
      product += l * r;
    }
    this.leftEnergy = leftEnergy;
    this.rightEnergy = rightEnergy;
    this.product = product;
  }

  /** From -1 (the same, upside down) to 1 (the same); null where a channel is silent. */
  value(): number | null {
    const scale = Math.sqrt(this.leftEnergy) * Math.sqrt(this.rightEnergy);
    if (!(scale > 0)) return null;
    return Math.max(-1, Math.min(1, this.product / scale));
  }
}
