import { describe, expect, test } from 'vitest'
import type { ImportNote } from '../../../powersync/transfer/import-file.ts'
import { noteWords } from '../../../composables/transfer/note-words.ts'
import { formatCsv, parseCsv } from '../../../powersync/transfer/csv.ts'
import { dayInWords } from '../../../powersync/transfer/day-in-words.ts'
import { readImport } from '../../../powersync/transfer/read-import.ts'
import { todosCsv } from '../../../powersync/transfer/todos-csv.ts'
import { TransferError } from '../../../powersync/transfer/TransferError.ts'
import { english } from '../../support/words.ts'

const read = (name: string, text: string) => readImport(name, new TextEncoder().encode(text))
/** Notes as people read them. */
const told = (notes: readonly ImportNote[]) => notes.map(note => ({ line: note.line, text: noteWords(note, english.t) }))

/** What is said of a file that cannot be read. */
function refusalOf(act: () => unknown): string {
  try {
    act()
  }
  catch (error) {
    if (error instanceof TransferError) return english.t(error.said.key, error.said.values)
    throw error
  }
  return 'nothing'
}

const todos = (name: string, text: string) => read(name, text).lists.flatMap(list => list.todos)

describe('todo.txt', () => {
  test('priority, dates, project, context and due date are understood', () => {
    const { kind, lists, notes } = read('todo.txt', '(A) 2026-11-01 Book the ferry +Cabin @travel due:2026-11-27\r\n(B) Menu +Cabin\n\nCall Mum')
    expect(kind).toBe('todo.txt')
    expect(lists.map(list => list.name)).toEqual(['Cabin', 'todo'])
    expect(lists[0]?.todos).toMatchObject([
      { title: 'Book the ferry', priority: 3, labels: ['travel'], dueOn: '2026-11-27', completedAt: null },
      { title: 'Menu', priority: 2, labels: [], dueOn: null },
    ])
    expect(notes).toEqual([])
  })

  test('done todos keep the day of their completion', () => {
    const [done, prior, open] = todos('todo.txt', 'x 2026-11-20 2026-11-01 Reserve pri:C\nx (A) 2026-11-20 Split\nxylophone lessons')
    expect(done).toMatchObject({ title: 'Reserve', completedAt: '2026-11-20T12:00:00.000Z', priority: 1 })
    expect(prior).toMatchObject({ title: 'Split', priority: 3 })
    expect(open).toMatchObject({ title: 'xylophone lessons', completedAt: null })
  })

  test('an address, a time and an ordinary word with a colon stay in the title', () => {
    expect(todos('todo.txt', 'Write to a@b.example at 10:30 about https://x.example/+y t:1')[0]?.title).toBe('Write to a@b.example at 10:30 about https://x.example/+y t:1')
  })

  test('what is not understood is told with its line', () => {
    const { notes } = read('todo.txt', '(F) Paint\nMenu due:tomorrow\n+Cabin @travel\nx 2026-02-31 Odd')
    expect(told(notes)).toEqual([
      { line: 1, text: 'Priority (F) is lower than any here: the todo has none.' },
      { line: 2, text: '“due:tomorrow” is no date like due:2026-11-27. It stays in the title.' },
      { line: 3, text: 'There is no title. Give it one to have it imported.' },
      { line: 4, text: '“2026-02-31” is no day of the calendar: the todo is completed now.' },
    ])
  })

  test('a title that is too long names the line and the limit', () => {
    const { notes, lists } = read('todo.txt', `Short\n${'a'.repeat(501)}`)
    expect(lists[0]?.todos).toHaveLength(1)
    expect(told(notes)[0]).toMatchObject({ line: 2, text: expect.stringContaining('longer than 500 characters. Shorten it') })
  })
})

describe('Todoist', () => {
  const head = 'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\n'

  test('tasks become todos of a list named after the file, indented ones subtasks', () => {
    const { lists, notes } = read('Cabin weekend [2203306141].csv', `\uFEFF${head}task,"Book the ferry, early @travel",,1,1,Mina (1),,2026-11-27,en,Europe/Oslo\ntask,Compare times,,4,2,Mina (1),,,en,\n,,,,,,,,,\ntask,Menu,,2,1,Mina (1),,27 Nov 2026 18:00,en,\n`)
    expect(lists).toMatchObject([{ name: 'Cabin weekend', todos: [
      { title: 'Book the ferry, early', priority: 3, labels: ['travel'], dueOn: '2026-11-27', subtasks: [{ title: 'Compare times', priority: 0 }] },
      { title: 'Menu', priority: 2, dueOn: '2026-11-27', subtasks: [] },
    ] }])
    expect(notes).toEqual([])
  })

  test('what has no place here is told with its line', () => {
    const { notes, lists } = read('Home.csv', `${head}section,Garden,,,,,,,,\ntask,"Paint\nthe fence",Two coats,4,1,,,every monday,en,\ntask,Buy,,4,2,,,,,\ntask,Brushes,,4,3,,,,,\nnote,Remember the ladder,,,,,,,,\nmagic,?,,,,,,,,\n`)
    expect(lists[0]?.todos).toMatchObject([{ title: 'Paint the fence', subtasks: [{ title: 'Buy' }, { title: 'Brushes' }] }])
    expect(told(notes)).toEqual([
      { line: 2, text: 'The section “Garden” is left out; its tasks are in the list.' },
      { line: 3, text: 'The date “every monday” is not one day like 2026-11-27. The todo has none.' },
      { line: 3, text: 'The description of “Paint the fence” is left out: it has no place here yet.' },
      { line: 6, text: '“Brushes” is a subtask of a subtask. It becomes one of “Paint the fence”.' },
      { line: 7, text: 'The comment “Remember the ladder” is left out: comments are not imported.' },
      { line: 8, text: '“magic” is none of task, section and note. The line is left out.' },
    ])
  })

  test('a quotation mark that is never closed is found', () => {
    expect(refusalOf(() => read('Home.csv', `${head}task,Fine,,4,1,,,,,\ntask,"Never closed,,4,1,,,,,\n`))).toContain('Line 3: a quotation mark is opened here and never closed.')
  })
})

describe('a file that is not what it should be', () => {
  test.each([
    ['notes.json', '{ "format": "driftless",\n  "lists": [\n', /line 3/],
    ['notes.json', '{ "hello": 1 }', /was not exported from Driftless/],
    ['notes.json', '{ "format": "driftless", "version": 2 }', /version 2 .* Update Driftless/],
    ['table.csv', 'name,age\nx,1\n', /line 1 has no columns TYPE and CONTENT/],
    ['empty.txt', '  \n', /is empty/],
    ['archive.txt', 'PK\u0003\u0004\0\0', /unpack a \.zip/],
  ])('%s says what is wrong and what to do', (name, text, words) => {
    expect(refusalOf(() => read(name, text))).toMatch(words)
  })

  test('bytes that are no text say so', () => {
    expect(refusalOf(() => readImport('a.txt', new Uint8Array([0xC3, 0x28, 0x41])))).toContain('is not a text file in UTF-8')
  })

  test('a hand-made JSON file is read as far as it makes sense', () => {
    const { lists, notes } = read('mine.json', JSON.stringify({ format: 'driftless', version: 1, lists: [
      { name: 'Garden', color: 'pink', icon: '<b>', todos: [{ title: 'Rake', priority: 9, due_on: 'soon', subtasks: [{ title: 'a', subtasks: [{ title: 'b' }] }] }, { title: 1 }] },
    ] }))
    expect(lists).toMatchObject([{ name: 'Garden', color: null, icon: null, todos: [{ title: 'Rake', priority: 0, dueOn: null, subtasks: [{ title: 'a' }, { title: 'b' }] }] }])
    expect(told(notes).map(note => note.text)).toEqual([
      'List 1, todo 1: “soon” is no date like 2026-11-27. The todo has none.',
      'List 1, todo 2: There is no title. Give it one to have it imported.',
    ])
  })
})

describe('CSV', () => {
  test('fields with commas, quotation marks and line ends come back as they were', () => {
    const records = [['a', 'b,c', 'say "hi"'], ['line\r\nend', '', ' space ']]
    expect(parseCsv(formatCsv(records)).map(record => record.fields)).toEqual(records)
  })

  test('a title that a spreadsheet would run as a formula is made harmless', () => {
    expect(formatCsv([['=HYPERLINK("http://evil.example")', '@x', 'a=b']])).toBe('"\'=HYPERLINK(""http://evil.example"")",\'@x,a=b\r\n')
  })

  test('the todos are one a line, subtasks below their todo', () => {
    const todo = { id: '1', number: 4, title: 'Book', completed_at: null, due_on: '2026-11-27', priority: 3, labels: ['a', 'b'], assignee: { id: 'j', name: 'Jon' }, created_at: 'now', subtasks: [] }
    const csv = todosCsv({ format: 'driftless', version: 1, exported_at: '', person: { id: 'm', name: 'Mina' }, lists: [
      { id: 'l', name: 'Cabin', icon: null, color: null, archived_at: null, role: 'owner', members: [], complete: true, todos: [{ ...todo, subtasks: [{ ...todo, number: null, title: 'Pay', priority: 0, assignee: null }] }] },
    ] })
    expect(csv.split('\r\n')).toEqual([
      '\uFEFFlist,number,title,part_of,completed_at,due_on,priority,labels,assignee,created_at',
      'Cabin,4,Book,,,2026-11-27,high,"a, b",Jon,now',
      'Cabin,,Pay,Book,,2026-11-27,,"a, b",,now',
      '',
    ])
  })
})

test.each([
  ['2026-11-27', '2026-11-27'], ['2026-11-27T18:00:00', '2026-11-27'], ['Nov 27, 2026', '2026-11-27'], ['1 November 2026 @ 10:00', '2026-11-01'],
  ['2026-02-30', null], ['tomorrow', null], ['every day', null], ['27 Nov', null],
])('the day in “%s” is %s', (text, day) => {
  expect(dayInWords(text)).toBe(day)
})
