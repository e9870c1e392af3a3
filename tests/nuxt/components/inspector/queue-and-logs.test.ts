import { LogLevels } from '@powersync/common'
import { afterEach, expect, test } from 'vitest'
import { openChannel } from '~/composables/inspector/channel'
import { record } from '~/composables/inspector/recorder'
import { openForTest } from '../../local'
import { eventually, type } from '../on-screen'
import { factOf, openInspector, tableLines } from './open-inspector'

let close = () => {}
afterEach(() => close())

async function open(tab: string) {
  const { database } = await openForTest()
  const screen = await openInspector(database, tab)
  close = () => screen.wrapper.unmount()
  return { ...screen, database }
}

test('every waiting transaction shows its operations, previous values, age and last answer', async () => {
  const { database, text, wrapper } = await open('queue')
  await eventually(() => expect(text()).toContain('Nothing waits: every edit of this device has been sent.'))
  await database.execute(`INSERT INTO todos (id, title) VALUES ('a', 'Firewood')`)
  await database.execute(`UPDATE todos SET title = 'Dry firewood' WHERE id = 'a'`)
  await database.writeTransaction(async (tx) => {
    for (let index = 0; index < 120; index += 1) await tx.execute('INSERT INTO todos (id, title) VALUES (?, ?)', [`todo-${index}`, 'Many'])
  })
  const waiting = () => wrapper.findAll('ol[aria-label="Waiting transactions"] > li').map(line => line.text().replace(/\s+/g, ' '))
  await eventually(() => expect(waiting()).toHaveLength(3))
  expect(waiting()[0]).toMatch(/^Transaction 1\s?1 operation · \d+ B\s?made (now|\d s ago)\s?PUT\s?todos\s?a/)
  expect(waiting()[1]).toMatch(/title\s?"Firewood"\s?"Dry firewood"/)
  expect(waiting()[2]).toContain('and 20 more')
  record({ kind: 'upload', transactions: [1], operations: 1, milliseconds: 5, outcome: { kind: 'failed', message: 'The server answered 503' } })
  await eventually(() => expect(waiting()[0]).toMatch(/Last answer, (now|\d s ago): The server answered 503/))
})

test('a guest’s database, which keeps no times of edits, has an empty queue', async () => {
  const { database } = await openForTest()
  await database.execute('DROP TABLE edit_times')
  const screen = await openInspector(database, 'queue')
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.text()).toContain('Nothing waits'))
})

test('what was refused or overwritten is listed with its code and both values', async () => {
  const { database } = await open('queue')
  await database.execute(`INSERT INTO write_problems (id, kind, table_name, row_id, column_name, code, message, client_value, server_value, created_at)
    VALUES ('p', 'overwritten', 'todos', 'a', 'title', 'overwritten', 'Jon changed it too.', '"Mine"', '"Theirs"', '2026-11-20T10:00:00Z')`)
  await eventually(() => expect(tableLines('Refused and overwritten writes')).toEqual([
    ['overwritten', expect.stringContaining('overwritten'), expect.stringContaining('todos.title'), 'Mine', 'Theirs', expect.stringContaining('20/11/2026')],
  ]))
})

test('cleared log lines do not come back with another tab’s word, and nothing else is cleared', async () => {
  const { wrapper, labelled } = await open('logs')
  const lines = () => wrapper.findAll('ol[aria-label="Log lines"] li').map(line => line.findAll('span').at(-1)!.text())
  record({ kind: 'credentials', endpoint: 'http://localhost/powersync', token: null })
  record({ kind: 'log', level: LogLevels.info, message: 'Long known', error: null })
  await eventually(() => expect(lines()).toContain('Long known'))
  labelled('Clear').click()
  await eventually(() => expect(lines()).toEqual([]))
  const other = openChannel(() => {})
  const old = { id: 'other/1', tab: 'other', at: Date.now() - 5_000, fact: { kind: 'log' as const, level: 30, message: 'Told again', error: null } }
  other.post({ kind: 'here', tab: { id: 'other', path: '/app', openedAt: 0, isInspector: false }, events: [old], queries: [] })
  record({ kind: 'log', level: LogLevels.info, message: 'New', error: null }, Date.now() + 1)
  await eventually(() => expect(lines()).toEqual(['New']))
  other.post({ kind: 'gone', tab: 'other' })
  other.close()
  wrapper.findAll('[role=tab]').find(tab => tab.text() === 'Sync')!.element.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }))
  await eventually(() => expect(factOf('Endpoint')).toBe('http://localhost/powersync'))
})

test('logs are chosen by level and searched, stand still while paused, and lose nothing', async () => {
  const { wrapper, labelled, text } = await open('logs')
  const lines = () => wrapper.findAll('ol[aria-label="Log lines"] li').map(line => line.findAll('span').at(-1)!.text())
  record({ kind: 'log', level: LogLevels.debug, message: 'Collected stream subscriptions', error: null })
  record({ kind: 'log', level: LogLevels.info, message: 'Connected to the service', error: null })
  record({ kind: 'log', level: LogLevels.error, message: 'Sync error', error: 'Error: PSYNC_S2103' })
  await eventually(() => expect(lines().slice(-2)).toEqual(['Connected to the service', 'Sync error\nError: PSYNC_S2103']))
  expect(lines()).not.toContain('Collected stream subscriptions')
  labelled('Pause').click()
  record({ kind: 'log', level: LogLevels.warn, message: 'While nobody looked', error: null })
  await eventually(() => expect(text()).toContain('paused'))
  expect(lines()).not.toContain('While nobody looked')
  labelled('Go on').click()
  await eventually(() => expect(lines()).toContain('While nobody looked'))
  type(wrapper.get('input[placeholder=Search]').element, 'psync')
  await eventually(() => expect(lines()).toEqual(['Sync error\nError: PSYNC_S2103']))
})
