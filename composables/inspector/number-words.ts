const wholeNumbers = new Intl.NumberFormat('en')

/** A whole number with separators: `12,345`. */
export function countWords(count: number): string {
  return wholeNumbers.format(count)
}

/** A developer's size: `512 B`, `3.4 kB`, `1.2 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const [unit, size] = bytes < 1_000_000 ? ['kB', 1_000] as const : ['MB', 1_000_000] as const
  return `${(bytes / size).toFixed(bytes / size < 100 ? 1 : 0)} ${unit}`
}

/** A short time: `0.4 ms`, `12 ms`, `1.3 s`. */
export function durationWords(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`
}

/** How far away a moment is: `in 4 min 12 s`, `3 s ago`, `2 h 5 min ago`. Two clocks never agree to the second: less is `now`. */
export function distanceWords(from: number, to: number): string {
  const seconds = Math.round(Math.abs(to - from) / 1_000)
  if (seconds === 0) return 'now'
  const words = seconds < 60 ? `${seconds} s` : seconds < 3_600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${Math.floor(seconds / 3_600)} h ${Math.floor(seconds % 3_600 / 60)} min`
  return to > from ? `in ${words}` : `${words} ago`
}

/** The time of day to the millisecond, as logs have it. */
export function clockWords(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 })
}
