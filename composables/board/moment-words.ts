/** When something happened, as people say it: a day in words (`yesterday`, `Monday`, `12 Nov`) with the time, or for the last hour how long ago it is. */
export interface MomentWords {
  /** `12 minutes ago`; null for what is longer ago than an hour. */
  ago: string | null
  day: string
  time: string
}

/** @param tag the language, for Intl; the time zone is this device's. A clock that is behind makes nothing of the future. */
export function momentWords(moment: string, now: Date, tag: string): MomentWords {
  const at = new Date(Math.min(Date.parse(moment), now.getTime()))
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const ago = minutes >= 60 ? null : minutes < 1 ? relative.format(0, 'second') : relative.format(-minutes, 'minute')
  return { ago, day: dayWords(at, now, tag, relative), time: new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(at) }
}

function dayWords(at: Date, now: Date, tag: string, relative: Intl.RelativeTimeFormat): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000)
  if (days <= 1) return relative.format(-days, 'day')
  if (days < 7) return new Intl.DateTimeFormat(tag, { weekday: 'long' }).format(at)
  const isThisYear = at.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...!isThisYear && { year: 'numeric' } }).format(at)
}

/** Counted as if every day had 24 hours, so that a change of the clocks does not move a day. */
function midnight(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
}
