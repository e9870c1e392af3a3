/** What was measured, several times. */
export interface Measure {
  readonly name: string
  readonly unit: string
  readonly median: number
  readonly p95: number
  readonly runs: readonly number[]
  /** Larger is better for rates, smaller for times. */
  readonly better: 'more' | 'less'
}

/** Collects the measures, and tells each on stderr as it comes. */
export class Results {
  readonly measures: Measure[] = []

  add(name: string, unit: string, better: Measure['better'], runs: readonly number[]): void {
    const measure = { name, unit, median: rounded(median(runs)), p95: rounded(p95(runs)), runs: runs.map(rounded), better }
    this.measures.push(measure)
    const worst = runs.length < 10 ? '' : `, p95 ${measure.p95.toLocaleString('en')}`
    process.stderr.write(`${name}: ${measure.median.toLocaleString('en')}${worst} ${unit}\n`)
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
  return (lower + upper) / 2
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
}

/** Three figures are all that a busy machine can promise. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
