import { pathToFileURL } from 'node:url'
import { addVitePlugin, createResolver, defineNuxtModule } from 'nuxt/kit'
import { compiledQuestion } from './questions/compiled-question'

/**
 * Writes the questions of powersync/questions/ into the page as the SQL that Kysely makes of them. A page then shows what is in the database
 * without Kysely, which is fetched when there is time, for what changes rows (powersync/later.ts).
 */
export default defineNuxtModule({
  meta: { name: 'driftless:compiled-questions' },
  setup(_options, nuxt) {
    const directory = createResolver(nuxt.options.rootDir).resolve('powersync/questions/')
    addVitePlugin({
      name: 'driftless:compiled-questions',
      apply: 'build',
      enforce: 'pre',
      async load(id: string) {
        const path = id.replace(/\?.*$/, '')
        if (!path.startsWith(directory) || path.endsWith('/question.ts')) return undefined
        const exported: Record<string, unknown> = await import(pathToFileURL(path).href)
        return Object.entries(exported).map(([name, ask]) => `export const ${name} = ${compiledQuestion(name, ask)}\n`).join('')
      },
    }, { client: true, server: false })
  },
})
