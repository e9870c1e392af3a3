/** How long ago a moment was, in the largest unit that fits: `12 minutes`. A clock that was set back makes nothing negative. */
export function ageWords(moment: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(moment)) / 1_000
  if (seconds < 60) return 'less than a minute'
  const [unit, length] = units.find(([, each]) => seconds >= each) ?? ['minute', 60]
  const count = Math.floor(seconds / length)
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`
}

const units: ReadonlyArray<readonly [string, number]> = [['day', 86_400], ['hour', 3_600], ['minute', 60]]
