import { addVitePlugin, defineNuxtModule } from 'nuxt/kit'

/** What is imported by the page's code and never run in it: by the end of the importer, the import and the class that stands for it. */
const absent: readonly { importer: RegExp, source: string, name: string }[] = [
  // The local database's tables are PowerSync's, and SQLite has neither schemas nor MERGE: a third of Kysely.
  { importer: /\/kysely\/dist\/kysely\.js$/, source: './schema/schema-module.js', name: 'SchemaModule' },
  { importer: /\/kysely\/dist\/(kysely|query-creator)\.js$/, source: './plugin/with-schema/with-schema-plugin.js', name: 'WithSchemaPlugin' },
  { importer: /\/kysely\/dist\/query-creator\.js$/, source: './query-builder/merge-query-builder.js', name: 'MergeQueryBuilder' },
  // The SDK's own watched queries. The app has one of its own (composables/sync/watch-rows.ts).
  { importer: /\/@powersync\/shared-internals\/lib\/client\/BasePowerSyncDatabase\.js$/, source: './CustomQuery.js', name: 'CustomQuery' },
  { importer: /\/@powersync\/shared-internals\/lib\/client\/BasePowerSyncDatabase\.js$/, source: './watched/OnChangeQueryProcessor.js', name: 'OnChangeQueryProcessor' },
  // SQLite itself, for pages that open it without a worker. This one never does, and each worker brings its own.
  { importer: /\/@powersync\/web\/lib\/.*\/WASQLiteOpenFactory\.js$/, source: '../../../worker/db/MultiDatabaseServer.js', name: 'MultiDatabaseServer' },
]

/** Nuxt's ways to fetch while rendering. They are made by calls when the file is read, which nobody may leave out unless told so. */
const idle = /\/nuxt\/dist\/app\/composables\/(asyncData|fetch)\.js$/

/**
 * Leaves out of the page what the bundler cannot know that it never runs. The app renders no data on the server and reads its rows from the
 * local database; workers are bundled apart and keep all of it. Should a left-out class be used after all, it says so.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:slim-page' },
  setup() {
    addVitePlugin({
      name: 'driftless:slim-page',
      apply: 'build',
      enforce: 'pre',
      resolveId(source: string, importer: string | undefined) {
        const found = importer && absent.find(entry => entry.source === source && entry.importer.test(importer.replace(/\?.*$/, '')))
        return found ? `${prefix}${found.name}` : undefined
      },
      load(id: string) {
        if (!id.startsWith(prefix)) return undefined
        const name = id.slice(prefix.length)
        return `export class ${name} {\n  constructor() {\n    throw new Error('${name} was left out of the page (modules/slim-page.ts)')\n  }\n}\n`
      },
      transform(code: string, id: string) {
        return idle.test(id.replace(/\?.*$/, '')) ? { code, map: null, moduleSideEffects: false } : undefined
      },
    }, { client: true, server: false })
  },
})

const prefix = '\0driftless:absent:'
