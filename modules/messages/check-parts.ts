import type { Part } from '../../i18n/parts.ts'
import { partOf } from '../../i18n/parts.ts'

interface Output {
  readonly type: string
  readonly fileName: string
  readonly imports?: readonly string[]
  readonly modules?: Readonly<Record<string, { readonly code: string | null }>>
}

/** Pages, and the parts of the texts that they are shown with (`partsOfPage`). */
const pages: readonly { file: RegExp, parts: readonly Part[] }[] = [
  { file: /\/pages\/app\/index\.vue/, parts: ['app'] },
  { file: /\/pages\/app\/(inbox|today|upcoming|assigned|lists\/\[id\])\.vue/, parts: ['app', 'board'] },
]

/** What every page of the app runs besides its own. */
const always = /\/nuxt\/dist\/app\/entry|\/layouts\/app\.vue|\/plugins\/powersync\/start\.ts|\/ShellUpdate\.vue/

/** What is said only in answer to an act, when all texts have come or are waited for: failures, and names of keys and of edits. */
const later = /^(errors|edit|key)\.|^account\.unsent$/

/**
 * Looks for texts that a page may show before they are there.
 * @param rooms of the texts
 * @throws Error that names the texts, and whose they are
 */
export function checkParts(outputs: readonly Output[], rooms: readonly string[]): void {
  const chunks = new Map(outputs.flatMap(output => output.type === 'chunk' ? [[output.fileName, output] as const] : []))
  const having = (file: RegExp) => [...chunks.values()].filter(({ modules = {} }) => Object.keys(modules).some(id => file.test(id)))
  for (const { file, parts } of pages) {
    for (const page of having(file)) {
      const missing = [...needed([page, ...having(always)], chunks)].filter(([key]) => rooms.includes(key.split('.')[0] ?? '') && !later.test(key) && !parts.includes(partOf(key)))
      if (missing.length > 0) throw new Error(`${page.fileName} (${file.source}) does not wait for: ${missing.map(([key, id]) => `${key} (${id})`).join(', ')}: see i18n/parts.ts`)
    }
  }
}

/** The texts that these chunks and all that they import name, with a module that does. */
function needed(roots: readonly Output[], chunks: ReadonlyMap<string, Output>): Map<string, string> {
  const seen = new Set(roots)
  for (const { imports = [] } of seen) for (const name of imports) if (chunks.has(name)) seen.add(chunks.get(name) as Output)
  const keys = new Map<string, string>()
  for (const { modules = {} } of seen) {
    for (const [id, { code }] of Object.entries(modules)) {
      if (id.includes('node_modules') || id.includes('messages')) continue
      for (const [, key = ''] of (code ?? '').matchAll(/["'`]([a-z]+\.[a-z]\w*)(?:["'`]|\$\{)/g)) keys.set(key, id)
    }
  }
  return keys
}
