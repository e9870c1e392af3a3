import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../stack/root.ts'

interface Chunk {
  readonly file: string
  readonly modules: readonly { readonly id: string, readonly bytes: number }[]
}

/** The largest modules in these files: their bytes before compression, as the bundler counts them before it minifies. */
export function largestModules(paths: readonly string[], count: number): { id: string, share: number }[] {
  const bytes = new Map<string, number>()
  for (const { modules } of chunksOf(paths)) for (const { id, bytes: more } of modules) bytes.set(id, more)
  return [...bytes].map(([id, share]) => ({ id, share })).sort((a, b) => b.share - a.share).slice(0, count)
}

/** What of the Inspector is in these files. */
export function inspectorModules(paths: readonly string[]): string[] {
  return chunksOf(paths).flatMap(({ modules }) => modules.flatMap(({ id, bytes }) => bytes > 0 ? [id] : [])).filter(id => /(^|\/)inspector\/|codemirror|shiki/.test(id))
}

/** Whether a script was built for the page: workers' scripts are bundled apart. */
export function isOfPage(path: string): boolean {
  return chunksOf([path]).length > 0
}

/** Written by modules/bundle-report.ts. */
function chunksOf(paths: readonly string[]): Chunk[] {
  const all: Chunk[] = JSON.parse(readFileSync(join(root, '.output', 'bundle.json'), 'utf8'))
  return all.filter(({ file }) => paths.some(path => path.endsWith(file)))
}
