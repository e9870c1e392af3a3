import { afterEach, expect, test, vi } from 'vitest'
import { useLists } from '~/composables/useLists'
import { openForTest, useInComponent } from '../../local'
import { eventually, type } from '../on-screen'
import { openInspector, tableLines } from './open-inspector'

const { offerDownload } = vi.hoisted(() => ({ offerDownload: vi.fn<(name: string, type: string, text: string) => void>() }))
// What a browser does with a file is not to be seen here; what is in the file is.
vi.mock('~/composables/account/offer-download', () => ({ offerDownload }))

let close = () => {}
afterEach(() => {
  close()
  offerDownload.mockClear()
  localStorage.clear()
})

async function openData(view?: string) {
  const { database } = await openForTest()
  for (const [id, title, priority] of [['a', 'Firewood', 1], ['b', 'Ferry', 3], ['c', 'Menu', 2]]) {
    await database.execute('INSERT INTO todos (id, title, priority, labels) VALUES (?, ?, ?, ?)', [id, title, priority, id === 'a' ? '["=dry, please"]' : null])
  }
  const screen = await openInspector(database, 'data', view)
  close = () => screen.wrapper.unmount()
  const ids = () => tableLines('Rows of todos').map(([id]) => id)
  if (!view) await eventually(() => expect(ids()).toHaveLength(3))
  return { ...screen, database, ids }
}

test('every table is listed with its rows, and the app’s come before what lies under them', async () => {
  const { wrapper } = await openData()
  const listed = wrapper.findAll('nav[aria-label=Tables] button').map(button => button.findAll('span').map(part => part.text()).join(' '))
  expect(listed).toContain('todos 3')
  expect(listed).toContain('ps_crud 3')
  expect(listed.indexOf('todos 3')).toBeLessThan(listed.indexOf('ps_crud 3'))
})

test('rows are searched, filtered and sorted, and follow the database', async () => {
  const { wrapper, database, ids, button } = await openData()
  type(wrapper.get('input[placeholder=Search]').element, 'fer')
  await eventually(() => expect(ids()).toEqual(['b']))
  type(wrapper.get('input[placeholder=Search]').element, '')
  await eventually(() => expect(ids()).toHaveLength(3))
  const heading = (name: string) => wrapper.findAll('th button').find(found => found.text().startsWith(name))!
  await heading('priority').trigger('click')
  await eventually(() => expect(ids()).toEqual(['a', 'c', 'b']))
  await heading('priority').trigger('click')
  await eventually(() => expect(ids()).toEqual(['b', 'c', 'a']))
  button('Filter').click()
  await eventually(() => expect(wrapper.find('ul[aria-label=Filters] input').exists()).toBe(true))
  type(wrapper.get('ul[aria-label=Filters] input').element, 'a')
  await eventually(() => expect(ids()).toEqual(['a']))
  await database.execute(`INSERT INTO todos (id, title, priority) VALUES ('aa', 'Playlist', 9)`)
  await eventually(() => expect(ids()).toEqual(['aa', 'a']))
})

test('a value is edited as a local write, which waits in the upload queue', async () => {
  const { wrapper, database, text, button } = await openData()
  await wrapper.get('td[aria-label^="title of a"]').trigger('dblclick')
  await eventually(() => expect(text()).toContain('goes through the upload queue to the server'))
  type(await eventually(() => document.querySelector('#inspector-edit input')!), 'Dry firewood')
  button('Write').click()
  await eventually(() => expect(tableLines('Rows of todos').flat()).toContain('Dry firewood'))
  const last = await database.get<{ data: string }>('SELECT data FROM ps_crud ORDER BY id DESC LIMIT 1')
  expect(JSON.parse(last.data)).toMatchObject({ op: 'PATCH', type: 'todos', id: 'a', data: { title: 'Dry firewood' }, old: { title: 'Firewood' } })
})

test('rows are exported as they are filtered, and what a spreadsheet would take for a formula is not one', async () => {
  const { button } = await openData()
  button('CSV').click()
  await eventually(() => expect(offerDownload).toHaveBeenCalledOnce())
  const [name, , csv] = offerDownload.mock.calls[0]!
  expect(name).toBe('todos.csv')
  expect(csv.split('\r\n')[0]).toMatch(/^id,list_id,/)
  expect(csv).toContain('"[""=dry, please""]"')
  button('JSON').click()
  await eventually(() => expect(offerDownload).toHaveBeenCalledTimes(2))
  expect(JSON.parse(offerDownload.mock.calls[1]![2])).toMatchObject([{ id: 'a', priority: 1, parent_id: null }, { id: 'b' }, { id: 'c' }])
})

test('a statement runs on the app’s own database and is remembered; its plan says where a whole table is read', async () => {
  const { wrapper, button, text } = await openData('sql')
  await eventually(() => expect(wrapper.find('.cm-content').exists()).toBe(true))
  button('Run').click()
  await eventually(() => expect(tableLines('Result').map(([id]) => id)).toEqual(['a', 'b', 'c']))
  expect(text()).toMatch(/3 rows in [\d.]+ m?s/)
  expect(wrapper.get('ol[aria-label="Statements that were run"]').text()).toContain('SELECT * FROM todos LIMIT 50')
  button('Query plan').click()
  await eventually(() => expect(wrapper.get('ul[aria-label="Query plan"]').text()).toMatch(/SCAN ps_data__todos\s*whole table/))
})

test('what a statement does wrong is said in SQLite’s words', async () => {
  localStorage.setItem('driftless:inspector-sql', JSON.stringify(['SELECT id FROM nowhere']))
  const { button, text } = await openData('sql')
  button('Run').click()
  await eventually(() => expect(text()).toContain('no such table: nowhere'))
})

test('a second statement is refused rather than left out', async () => {
  localStorage.setItem('driftless:inspector-sql', JSON.stringify([`SELECT ';' AS semicolon -- one;\n; DELETE FROM todos`]))
  const { button, text, database } = await openData('sql')
  button('Run').click()
  await eventually(() => expect(text()).toContain('Write one statement at a time. This would not be run: DELETE FROM todos'))
  expect(await database.get('SELECT count(*) AS count FROM todos')).toEqual({ count: 3 })
})

test('the storage is told by purpose, to the byte that SQLite counts', async () => {
  const { database, text } = await openData('storage')
  await eventually(() => expect(tableLines('Parts of the database').length).toBeGreaterThan(20))
  const { bytes } = await database.get<{ bytes: number }>('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
  expect(text()).toContain(`${(bytes / 1_000).toFixed(0)} kB, of which`)
  expect(tableLines('Parts of the database').find(([part]) => part === 'ps_data__todos')?.[1]).toBe('Rows')
})

test('live queries are listed with how often they ran, and with their plan', async () => {
  const { database } = await openForTest()
  const lists = await useInComponent(database, () => useLists())
  const { wrapper } = await openInspector(database, 'data', 'queries')
  close = () => wrapper.unmount()
  const lines = () => tableLines('Live queries').filter(([query]) => query!.includes('from "lists"'))
  await eventually(() => expect(lines()).toHaveLength(1))
  const runs = () => Math.max(...lines().map(line => Number(line[3])))
  const ran = runs()
  await lists.create({ name: 'Cabin weekend' })
  await eventually(() => expect(runs()).toBeGreaterThan(ran))
  await wrapper.get('table[aria-label="Live queries"] button').trigger('click')
  await eventually(() => expect(wrapper.find('ul[aria-label="Query plan"]').exists()).toBe(true))
})
