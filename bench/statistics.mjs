/** Collects numbers and sums them up by their quantiles. */
export class Samples {
  values = [];

  add(value) {
    this.values.push(value);
  }

  /** Count, median, 99th percentile and maximum; NaN where there is nothing. */
  summary() {
    const sorted = Float64Array.from(this.values).sort();
    return {
      count: sorted.length,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      max: quantile(sorted, 1),
    };
  }
}

function quantile(sorted, share) {
  if (sorted.length === 0) return NaN;
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** The middle one, the lower of the two in the middle when there are two. */
function median(numbers) {
  const sorted = numbers.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  return sorted.length > 0 ? sorted[(sorted.length - 1) >> 1] : NaN;
}

/** Objects of the same shape become one, number by number; what is no number is taken from the first that differs. */
export function medianOf(objects) {
  const middle = {};
  for (const key of Object.keys(objects[0])) {
    const values = objects.map((object) => object[key]);
    const [first] = values;
    if (typeof first === 'number' || first === null) middle[key] = median(values);
    else if (typeof first === 'object') middle[key] = medianOf(values);
    // One round that went wrong is not hidden by two that went well.
    else middle[key] = values.find((value) => value !== true && value !== 'yes') ?? first;
  }
  return middle;
}
