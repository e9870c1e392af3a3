import { expect, test } from 'vitest'
import { SyncConfig, problemsWithSchema } from '../../../sync-service/streams/sync-config.ts'
import { SyncConfigError } from '../../../sync-service/streams/sync-config-error.ts'

const config = `config:
  edition: 3
streams:
  mine:
    auto_subscribe: true
    query: SELECT * FROM lists WHERE owner_id = auth.user_id()
  one:
    query: SELECT * FROM todos WHERE list_id = subscription.parameter('list_id')
`
const tables = { lists: ['id', 'owner_id'], todos: ['id', 'list_id', 'title'] }
const schemas = [{ name: 'public', tables: Object.entries(tables).map(([name, columns]) => ({ name, columns: columns.map(column => ({ name: column, sqlite_type: 2 })) })) }]

function errorOf(content: string): SyncConfigError {
  try {
    new SyncConfig(content, 'test')
  }
  catch (error) {
    if (error instanceof SyncConfigError) return error
    throw error
  }
  throw new Error('It compiles')
}

test.each([
  ['edition: 3', 'edition: 99', '2:12 config.edition must be < 4'],
  ['edition: 3', 'edition: 3\n  editon: 3', '3:11 config.editon is not a known key'],
  ['auto_subscribe: true', 'auto_subscribe: maybe', '5:21 streams.mine.auto_subscribe must be boolean'],
  ['auth.user_id()', 'auth.userid()', '6:49 Unknown request function'],
])('a mistake in %s is told with its place, the key, and nothing else', (right, wrong, message) => {
  const error = errorOf(config.replace(right, wrong))
  expect(error.message).toBe(message)
  expect(error.messageIn('/srv/sync-config.yaml')).toBe(`/srv/sync-config.yaml:${message.replace(' ', ': ')}`)
})

test('broken SQL is told without the state of the parser', () => {
  const { message } = errorOf(config.replace('SELECT * FROM todos', 'SELEC * FROM todos'))
  expect(message).toMatch(/^8:18 Syntax error[^]*Unexpected star token: "\*"\.$/)
})

test('columns and tables that the database does not have are named', () => {
  expect(problemsWithSchema(config, schemas)).toEqual([])
  const said = (content: string) => problemsWithSchema(content, schemas).map(({ level, line, column, message }) => `${level} ${line}:${column} ${message}`)
  expect(said(config.replace('owner_id', 'owner'))).toEqual(['warning 6:38 Column not found: owner'])
  expect(said(config.replace('FROM todos', 'FROM todoss'))).toEqual(['warning 8:26 This table could not be found in the source schema: todoss'])
})
