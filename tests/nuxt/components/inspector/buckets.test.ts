import { afterEach, expect, test } from 'vitest'
import { readRowOrigin } from '~/powersync/inspect/row-origin'
import { receiveCheckpoint } from '../../../support/receive-checkpoint'
import { openForTest } from '../../local'
import { eventually, type } from '../on-screen'
import { factOf, openInspector, tableLines } from './open-inspector'

let close = () => {}
afterEach(() => close())

async function openBuckets(view?: string) {
  const { database } = await openForTest()
  const screen = await openInspector(database, 'buckets', view)
  close = () => screen.wrapper.unmount()
  return { ...screen, database }
}

const todosOfCabin = { name: '1#todos|0["cabin"]', priority: 2, rows: [{ table: 'todos', id: 'firewood', data: { title: 'Firewood', list_id: 'cabin' } }, { table: 'todos', id: 'ferry', data: { title: 'Ferry', list_id: 'cabin' } }] }

test('every bucket has its stream, parameters, rows, operations and checksum, and its rows when it is chosen', async () => {
  const { database, text, button } = await openBuckets()
  await eventually(() => expect(text()).toContain('This device has no buckets'))
  await receiveCheckpoint(database, [todosOfCabin, { name: '1#people|0["mina"]', rows: [{ table: 'profiles', id: 'mina', data: { name: 'Mina' } }] }])
  await eventually(() => expect(tableLines('Buckets').map(([stream, parameters, , rows, operations, ratio, , checksum, state]) => [stream, parameters, rows, operations, ratio, checksum, state])).toEqual([
    ['people', 'mina', '1', '1', '1.0', '3000', 'Complete'],
    ['todos', 'cabin', '2', '2', '1.0', '3000', 'Complete'],
  ]))
  expect(text()).toContain('2 buckets · 3 rows · 3 operations')
  button('todos').click()
  await eventually(() => expect(tableLines('Rows of the bucket').map(([table, row, operation]) => [table, row, operation])).toEqual([['todos', 'ferry', '2'], ['todos', 'firewood', '1']]))
  expect(factOf('Tables')).toBe('todos (2)')
})

test('a bucket with much more history than rows comes with advice', async () => {
  const { database, text } = await openBuckets()
  await receiveCheckpoint(database, [{ ...todosOfCabin, count: 5_000 }])
  await eventually(() => expect(tableLines('Buckets')[0]?.[5]).toContain('2500.0'))
  expect(text()).toContain('Defragment')
})

test('a row says which buckets carry it, that an edit of it waits, and that it is not here', async () => {
  const { database, text, wrapper } = await openBuckets('row')
  await receiveCheckpoint(database, [todosOfCabin])
  const ask = async (id: string) => type(await eventually(() => wrapper.get('input[placeholder^="0199"]').element), id)
  await ask('firewood')
  await eventually(() => expect(text()).toContain('It is here.'))
  expect(tableLines('Buckets that carry it')).toEqual([['1#todos|0["cabin"]', '1', 'Visible']])
  await database.execute(`UPDATE todos SET title = 'Dry firewood' WHERE id = 'firewood'`)
  await eventually(() => expect(text()).toContain('It is here, with edits that are not sent yet.'))
  await database.execute(`INSERT INTO todos (id, title) VALUES ('mine', 'Mine')`)
  await ask('mine')
  await eventually(() => expect(text()).toContain('It was made on this device and is not synced yet.'))
  await ask('elsewhere')
  await eventually(() => expect(text()).toContain('It is not on this device.'))
  await receiveCheckpoint(database, [todosOfCabin, { name: '1#lists|0["cabin"]', rows: [{ table: 'lists', id: 'cabin', data: { name: 'Cabin' } }] }])
  await ask('cabin')
  await eventually(() => expect(text()).toContain('A row of this id is in another table here: lists.'))
})

test('a row of a local-only table is told from one that was not received', async () => {
  const { database } = await openForTest()
  await database.execute(`INSERT INTO list_views (id) VALUES ('cabin')`)
  expect(await readRowOrigin(database, 'list_views', 'cabin')).toMatchObject({ isLocalOnly: true, carriers: [] })
  expect(await readRowOrigin(database, 'lists', 'cabin')).toMatchObject({ isLocalOnly: false, visible: null })
})

test('streams can be asked for by hand, with parameters, and given back', async () => {
  const { database, button, wrapper } = await openBuckets('streams')
  await receiveCheckpoint(database, [todosOfCabin])
  await eventually(() => expect(tableLines('Streams').map(([stream, , kind]) => [stream, kind])).toEqual([['todos', 'Default']]))
  const field = (placeholder: string) => wrapper.get(`input[placeholder^='${placeholder}']`).element
  type(field('archived_list'), 'archived_list')
  type(field('{'), 'no json')
  button('Subscribe').click()
  await eventually(() => expect(wrapper.text()).toContain('The parameters are no JSON.'))
  type(field('{'), '{"list_id":"cabin"}')
  type(field('86400'), 'an hour')
  button('Subscribe').click()
  await eventually(() => expect(wrapper.text()).toContain('Write a whole number of seconds.'))
  type(field('86400'), '600')
  button('Subscribe').click()
  await eventually(() => expect(tableLines('Streams').map(([stream, parameters]) => [stream, parameters])).toContainEqual(['archived_list', '{"list_id":"cabin"}']))
  const wasUntil = await database.get<{ ttl: number }>(`SELECT ttl FROM ps_stream_subscriptions WHERE stream_name = 'archived_list'`)
  expect(wasUntil.ttl).toBe(600)
  button('Unsubscribe').click()
  await eventually(() => expect(tableLines('Streams').at(-1)?.[4]).toBe('Given back: goes with the next checkpoint'))
})
