import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const upstream = (path: string) => readFile(new URL(`../../../node_modules/${path}`, import.meta.url), 'utf8')

/** What modules/slim-page.ts leaves out is found by the words of the import. When one of these fails, the page has grown. */
test('the imports that are left out of the page still read as they did', async () => {
  const kysely = await upstream('kysely/dist/kysely.js')
  expect(kysely).toContain('from \'./schema/schema-module.js\'')
  expect(kysely).toContain('from \'./plugin/with-schema/with-schema-plugin.js\'')
  const creator = await upstream('kysely/dist/query-creator.js')
  expect(creator).toContain('from \'./plugin/with-schema/with-schema-plugin.js\'')
  expect(creator).toContain('from \'./query-builder/merge-query-builder.js\'')
})

test('the page still opens SQLite itself only where it is told to use no worker', async () => {
  const factory = await upstream('@powersync/web/lib/db/adapters/wa-sqlite/WASQLiteOpenFactory.js')
  expect(factory).toContain('from \'../../../worker/db/MultiDatabaseServer.js\'')
  const [, withoutWorker] = factory.split('// Don\'t use a web worker.')
  expect(withoutWorker).toContain('new MultiDatabaseServer(')
  expect(factory.match(/new MultiDatabaseServer\(/g)).toHaveLength(1)
})
