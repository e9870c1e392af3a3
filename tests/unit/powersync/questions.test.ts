import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compiledQuestion } from '../../../modules/questions/compiled-question.ts'
import { question } from '../../../powersync/questions/question.ts'
import { root } from '../../../stack/root.ts'

const files = globSync('powersync/questions/*.ts', { cwd: root }).filter(file => !file.endsWith('question.ts'))

test.each(files)('every question of %s is built into the page as what Kysely makes of it', async (file) => {
  const asked: Record<string, (...values: string[]) => { sql: string, parameters: readonly unknown[] }> = await import(join(root, file))
  for (const [name, ask] of Object.entries(asked)) {
    const values = Array.from({ length: ask.length }, (_, index) => `a'"\\value ${index}`)
    const built: typeof ask = new Function(`return ${compiledQuestion(name, ask)}`)()
    expect(built(...values), name).toEqual(ask(...values))
  }
})

test('a question that looks at its values cannot be built', () => {
  const byName = question((db, name: string) => db.selectFrom('lists').selectAll().where('name', 'like', `${name}%`))
  expect(() => compiledQuestion('byName', byName)).toThrow('makes a parameter of its values')
  const byColumn = question((db, column: string) => db.selectFrom('lists').selectAll().orderBy(eb => eb.ref(column as 'name')))
  expect(() => compiledQuestion('byColumn', byColumn)).toThrow('depend on its values')
})
