import type { LocalDatabaseForTest } from '../../support/local-database.ts'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noteWords } from '../../../composables/transfer/note-words.ts'
import { english } from '../../support/words.ts'
import { uploadLimits } from '../../../shared/limits.ts'
import { inboxId } from '../../../shared/inbox.ts'
import { hues } from '../../../shared/palette.ts'
import { kyselyOf } from '../../../powersync/kysely.ts'
import { archiveList, createList } from '../../../powersync/mutations/lists.ts'
import { addTodo, completeTodo, removeTodo } from '../../../powersync/mutations/todos.ts'
import { applyImport } from '../../../powersync/transfer/apply-import.ts'
import { exportLists } from '../../../powersync/transfer/export-lists.ts'
import { planImport } from '../../../powersync/transfer/plan-import.ts'
import { readImport } from '../../../powersync/transfer/read-import.ts'
import { nextBatch } from '../../../powersync/upload/next-batch.ts'
import type { Database } from '../../../powersync/kysely.ts'
import type { ExportDocument, ExportedTodo } from '../../../powersync/transfer/export-document.ts'
import type { ImportProgress } from '../../../powersync/transfer/apply-import.ts'
import { openLocalDatabase } from '../../support/local-database.ts'

let here: LocalDatabaseForTest
let there: LocalDatabaseForTest
beforeEach(async () => { [here, there] = await Promise.all([openLocalDatabase(), openLocalDatabase()]) })
afterEach(() => Promise.all([here.remove(), there.remove()]))

const bytesOf = (document: ExportDocument) => new TextEncoder().encode(JSON.stringify(document))

async function importInto(db: Database, me: string, document: ExportDocument) {
  const plan = await planImport(db, me, [readImport('driftless.json', bytesOf(document))])
  const progress: ImportProgress[] = []
  await applyImport(db, me, plan, step => void progress.push(step))
  return { plan, progress, added: plan.lists.reduce((sum, list) => sum + list.added, 0) }
}

/** What an import can bring back: everything but ids, numbers and the days of creation, which are new. */
function essence(document: ExportDocument) {
  const me = document.person.id
  const todo = ({ title, completed_at, due_on, priority, labels, assignee, subtasks }: ExportedTodo): object => (
    { title, completed_at, due_on, priority, labels, mine: assignee?.id === me, subtasks: subtasks.map(todo) })
  return document.lists.map(({ name, icon, color, archived_at, todos }) => ({ name, icon, color, archived_at, todos: todos.map(todo) }))
}

const word = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter(text => text.trim() !== '' && !text.includes('\0') && text.isWellFormed())
const day = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map(date => date.toISOString())
const leaf = fc.record({
  title: word,
  completed: fc.option(day),
  dueOn: fc.option(day.map(text => text.slice(0, 10))),
  priority: fc.integer({ min: 0, max: 3 }),
  labels: fc.uniqueArray(word.map(text => text.trim()), { maxLength: 3 }),
  mine: fc.boolean(),
})
const somebodysLists = fc.array(fc.record({
  name: word.map(text => text.trim()),
  icon: fc.constantFrom(null, 'tent', 'basket'),
  color: fc.constantFrom(null, ...hues),
  archived: fc.boolean(),
  todos: fc.array(fc.record({ todo: leaf, subtasks: fc.array(leaf, { maxLength: 2 }) }), { maxLength: 5 }),
}), { maxLength: 4 })

async function write(db: Database, me: string, lists: typeof somebodysLists extends fc.Arbitrary<infer Lists> ? Lists : never) {
  for (const { name, icon, color, archived, todos } of lists) {
    const listId = await createList(db, me, { name, icon, color })
    const add = async ({ title, completed, dueOn, priority, labels, mine }: (typeof todos)[number]['todo'], parent: string | null) => {
      const id = await addTodo(db, me, listId, title, { dueOn, priority, labels, assigneeId: mine ? me : null })
      await db.updateTable('todos').set({ parent_id: parent, completed_at: completed }).where('id', '=', id).execute()
      return id
    }
    for (const { todo, subtasks } of todos) {
      const id = await add(todo, null)
      for (const sub of subtasks) await add(sub, id)
    }
    if (archived) await archiveList(db, listId, true)
  }
}

test('what is exported is imported the same, elsewhere by somebody else, and adds nothing the second time or at home', async () => {
  await fc.assert(fc.asyncProperty(somebodysLists, async (lists) => {
    const [home, away] = [kyselyOf(here.database), kyselyOf(there.database)]
    for (const db of [home, away]) {
      for (const table of ['lists', 'list_preferences', 'todos'] as const) await db.deleteFrom(table).execute()
    }
    await write(home, 'mina', lists)
    const document = await exportLists(home, 'mina')

    await importInto(away, 'jon', document)
    const arrived = await exportLists(away, 'jon')
    expect(essence(arrived)).toEqual(essence(document))

    expect((await importInto(away, 'jon', document)).added).toBe(0)
    expect((await importInto(home, 'mina', document)).added).toBe(0)
    expect(essence(await exportLists(away, 'jon'))).toEqual(essence(document))
  }), { numRuns: 30 })
}, 120_000)

test('what was deleted since comes back, beside its double', async () => {
  const db = kyselyOf(here.database)
  const list = await createList(db, 'me', { name: 'Groceries' })
  const first = await addTodo(db, 'me', list, 'Milk')
  await addTodo(db, 'me', list, 'Milk')
  const document = await exportLists(db, 'me')
  await removeTodo(db, first)
  expect((await importInto(db, 'me', document)).added).toBe(1)
  expect((await exportLists(db, 'me')).lists[0]?.todos.map(todo => todo.title)).toEqual(['Milk', 'Milk'])
})

test('a list that one may only look at gets nothing, and says so', async () => {
  const db = kyselyOf(here.database)
  await db.insertInto('lists').values({ id: 'shared', owner_id: 'jon', name: 'Shared' } as never).execute()
  await db.insertInto('list_members').values({ id: 'm', list_id: 'shared', user_id: 'me', role: 'viewer' } as never).execute()
  const document = await exportLists(db, 'me')
  document.lists[0]?.todos.push({ id: 'x', number: null, title: 'New', completed_at: null, due_on: null, priority: 0, labels: [], assignee: null, created_at: '', subtasks: [] })
  const { plan, added } = await importInto(db, 'me', document)
  expect(added).toBe(0)
  expect(plan.notes.map(note => noteWords(note, english.t))[0]).toBe('You can look at “Shared” but not change it: nothing is added there.')
})

test('trash stays out of the export, and the export says whose archived todos are missing', async () => {
  const db = kyselyOf(here.database)
  const list = await createList(db, 'me', { name: 'Garden' })
  const parent = await addTodo(db, 'me', list, 'Old tent')
  const sub = await addTodo(db, 'me', list, 'Its poles')
  await db.updateTable('todos').set({ parent_id: parent }).where('id', '=', sub).execute()
  await removeTodo(db, parent)
  await completeTodo(db, 'me', await addTodo(db, 'me', list, 'Rake'))
  const document = await exportLists(db, 'me', new Set([list]))
  expect(document.lists[0]).toMatchObject({ complete: false, todos: [{ title: 'Rake', subtasks: [] }] })
})

test('a long import is written in transactions that fit one upload each, and tells how far it is', async () => {
  const db = kyselyOf(here.database)
  const lines = Array.from({ length: 2_100 }, (_, index) => `${'é'.repeat(400)} ${index} +Big`).join('\n')
  const plan = await planImport(db, 'me', [readImport('todo.txt', new TextEncoder().encode(lines))])
  const progress: ImportProgress[] = []
  await applyImport(db, 'me', plan, step => void progress.push(step))
  expect(progress[0]).toEqual({ done: 0, total: 2_102 })
  expect(progress.at(-1)).toEqual({ done: 2_102, total: 2_102 })
  expect(progress.length).toBeGreaterThan(4)

  let sent = 0
  for (let batch = await nextBatch(here.database); batch; batch = await nextBatch(here.database)) {
    const bytes = new TextEncoder().encode(JSON.stringify(batch.transactions)).byteLength
    expect(bytes).toBeLessThan(uploadLimits.batchBytes)
    for (const { ops } of batch.transactions) expect(ops.length).toBeLessThanOrEqual(uploadLimits.batchOps)
    sent += batch.transactions.reduce((sum, { ops }) => sum + ops.length, 0)
    await batch.complete()
  }
  expect(sent).toBe(2_102)
}, 60_000)

test('an import that is stopped keeps what is written, and the same file adds the rest', async () => {
  const db = kyselyOf(here.database)
  const file = () => readImport('todo.txt', new TextEncoder().encode(Array.from({ length: 1_200 }, (_, index) => `Todo ${index} +Big`).join('\n')))
  const stop = new AbortController()
  const plan = await planImport(db, 'me', [file()])
  await expect(applyImport(db, 'me', plan, ({ done }) => done > 0 && stop.abort(), stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
  const again = await planImport(db, 'me', [file()])
  expect(again.lists[0]?.added).toBe(1_200 - 498)
  await applyImport(db, 'me', again, () => {})
  const titles = (await exportLists(db, 'me')).lists[0]?.todos.map(todo => todo.title)
  expect(titles).toEqual(Array.from({ length: 1_200 }, (_, index) => `Todo ${index}`))
}, 60_000)

test('somebody’s Inbox goes into one’s own, whether that is there already or not', async () => {
  const [ann, bob] = ['01936f00-0000-7000-8000-0000000000aa', '01936f00-0000-7000-8000-0000000000bb']
  const [from, to] = [kyselyOf(here.database), kyselyOf(there.database)]
  const ferry = await addTodo(from, ann, inboxId(ann), 'Book the ferry')
  await addTodo(from, ann, inboxId(ann), 'Compare times', { parentId: ferry })
  const document = await exportLists(from, ann)
  expect((await importInto(to, bob, document)).added).toBe(2)
  await addTodo(from, ann, inboxId(ann), 'Pack')
  expect((await importInto(to, bob, await exportLists(from, ann))).added).toBe(1)
  expect(await to.selectFrom('lists').select(['id', 'owner_id']).execute()).toEqual([{ id: inboxId(bob), owner_id: bob }])
  expect((await exportLists(to, bob)).lists[0]?.todos.map(todo => [todo.title, todo.subtasks.length])).toEqual([['Book the ferry', 1], ['Pack', 0]])
})
