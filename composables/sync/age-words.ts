import type { Translate } from '~/i18n/translate'

/** How long ago a moment was, in the largest unit that fits: `12 minutes`. A clock that was set back makes nothing negative. */
export function ageWords(moment: string, now: Date, t: Translate): string {
  const seconds = (now.getTime() - Date.parse(moment)) / 1_000
  if (seconds < 60) return t('time.lessThanMinute')
  const [key, length] = units.find(([, each]) => seconds >= each) ?? ['time.minutes', 60]
  return t(key, { count: Math.floor(seconds / length) })
}

const units = [['time.days', 86_400], ['time.hours', 3_600], ['time.minutes', 60]] as const
