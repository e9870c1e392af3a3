import type { Translate } from '~/i18n/translate'

/** What a browser calls itself, in the words of its owner: "Firefox on Android". The order matters: most claim to be others too. */
export function deviceWords(userAgent: string, t: Translate): string {
  const browser = firstIn(browsers, userAgent)
  const system = firstIn(systems, userAgent)
  if (browser && system) return t('account.browserOn', { browser, system })
  return browser ?? system ?? t('account.unknownDevice')
}

export function isPhone(userAgent: string): boolean {
  return /iPhone|Android.*Mobile/.test(userAgent)
}

type Names = ReadonlyArray<readonly [RegExp, string]>

const browsers: Names = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'], [/OPR\/|Opera/, 'Opera'], [/SamsungBrowser\//, 'Samsung Internet'], [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'], [/Version\/[\d.]+.*Safari\//, 'Safari'],
]
const systems: Names = [
  [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/CrOS/, 'ChromeOS'], [/Macintosh|Mac OS X/, 'Mac'], [/Linux/, 'Linux'],
]

function firstIn(names: Names, userAgent: string): string | undefined {
  return names.find(([pattern]) => pattern.test(userAgent))?.[1]
}
