/** An amount of storage in the unit that people see elsewhere: `640 kB`, `12 MB`, `2.1 GB` (decimal, as browsers and disks say it). */
export function byteWords(bytes: number): string {
  const [unit, size] = units.find(([, each]) => bytes >= each) ?? ['kB', 1_000]
  const amount = bytes / size
  return `${amount < 10 && unit !== 'kB' ? Number(amount.toFixed(1)) : Math.ceil(amount)} ${unit}`
}

const units: ReadonlyArray<readonly [string, number]> = [['TB', 1e12], ['GB', 1e9], ['MB', 1e6]]
