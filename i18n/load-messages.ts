import type { LanguageCode } from './languages'
import type { Part } from './parts'

/** What a text is put together with. */
export interface TextContext {
  named: (name: string) => string
  plural: (forms: readonly string[]) => string
}

/** `room.key` → a text, or how it is put together. */
export type Texts = Readonly<Record<string, string | ((context: TextContext) => string)>>

type Load = () => Promise<{ default: Texts }>

const locales: Readonly<Record<LanguageCode, Readonly<Record<Part, Load>>>> = {
  en: { app: () => import('./locales/en/app'), board: () => import('./locales/en/board'), rest: () => import('./locales/en/rest') },
  de: { app: () => import('./locales/de/app'), board: () => import('./locales/de/board'), rest: () => import('./locales/de/rest') },
  ar: { app: () => import('./locales/ar/app'), board: () => import('./locales/ar/board'), rest: () => import('./locales/ar/rest') },
}

/** Texts of a language, compiled when the app was built (modules/messages.ts); each part is a chunk of its own. */
export async function loadMessages(code: LanguageCode, wanted: readonly Part[]): Promise<Texts> {
  const loaded = await Promise.all(wanted.map(part => locales[code][part]()))
  return Object.assign({}, ...loaded.map(part => part.default))
}
