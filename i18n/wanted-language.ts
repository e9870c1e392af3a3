import type { LanguageCode } from './languages.ts'
import { languages } from './languages.ts'

/** The first of these languages that the app speaks (`de-AT` asks for German), or English. */
export function wantedLanguage(wanted: readonly (string | null | undefined)[]): LanguageCode {
  const codes = wanted.map(tag => tag?.trim().split(/[-;]/)[0]?.toLowerCase())
  return codes.flatMap(code => languages.filter(language => language.code === code))[0]?.code ?? 'en'
}
