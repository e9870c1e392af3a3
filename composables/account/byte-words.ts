/** An amount of storage in the unit that people see elsewhere: `640 kB`, `12 MB`, `2.1 GB` (decimal, as browsers and disks say it). */
export function byteWords(bytes: number, tag = 'en-GB'): string {
  const [unit, size] = units.find(([, each]) => bytes >= each) ?? ['kilobyte', 1_000]
  const amount = bytes / size
  const rounded = amount < 10 && unit !== 'kilobyte' ? amount : Math.ceil(amount)
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(rounded)
}

const units = [['terabyte', 1e12], ['gigabyte', 1e9], ['megabyte', 1e6]] as const
