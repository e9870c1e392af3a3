/** One line of the result: `reference` is the PowerSync Service 1.25.0's median on a like machine, `budget` what we want to reach. */
export interface Measure {
  name: string
  unit: string
  value: number
  reference?: number
  budget?: number
  /** Larger is better for rates, smaller for times and sizes. */
  better: 'more' | 'less'
}

export class Results {
  readonly measures: Measure[] = []

  add(measure: Measure): void {
    this.measures.push(measure)
    process.stderr.write(`${lineOf(measure)}\n`)
  }
}

/** How many times better than the reference. */
export function ratioOf({ value, reference, better }: Measure): number | undefined {
  if (reference === undefined) return undefined
  return Math.round((better === 'more' ? value / reference : reference / value) * 100) / 100
}

function lineOf(measure: Measure): string {
  const { name, value, unit, budget, better } = measure
  const met = budget === undefined ? '' : (better === 'more' ? value >= budget : value <= budget) ? ' · budget met' : ` · budget ${budget}`
  const ratio = ratioOf(measure)
  return `${name}: ${value.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}${ratio === undefined ? '' : ` · ${ratio}× the reference`}${met}`
}
