import type { CsvRecord } from './csv.ts'
import type { ImportedTodo, ImportFile, ImportNote, Note } from './import-file.ts'
import { parseCsv } from './csv.ts'
import { dayInWords } from './day-in-words.ts'
import { fitListName } from './fit-list-name.ts'
import { fitTodo, noteAt } from './fit-todo.ts'

/** Whether the first line has the columns of Todoist's project exports. */
export function isTodoistCsv(text: string): boolean {
  const columns = new Set((/^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '').split(/[,;\t]/).map(column => column.replaceAll('"', '').trim().toUpperCase()))
  return columns.has('TYPE') && columns.has('CONTENT')
}

/**
 * Reads a project as Todoist exports it (https://todoist.com/help/articles/format-a-csv-file-to-import-into-todoist-UVUXTmm6).
 * A file is a list; @words are labels; an indented task is a subtask. What we have no place for is noted with its line.
 *
 * @param fileName without its ending; Todoist's backups put the project's id behind it: "Home [2203]"
 * @throws {TransferError} `broken_csv`
 */
export function readTodoistCsv(text: string, fileName: string): ImportFile {
  const [head, ...records] = parseCsv(text.replace(/^\uFEFF/, ''))
  const columns = (head?.fields ?? []).map(name => name.trim().toUpperCase())
  const notes: ImportNote[] = []
  const todos: ImportedTodo[] = []

  for (const record of records) {
    const cell = cellsOf(columns, record)
    const note = noteAt(notes, record.line)
    const type = cell('TYPE').toLowerCase()
    if (type === 'task') place(todos, Number(cell('INDENT')) || 1, readTask(cell, note), note)
    else if (type === 'section') note('transfer.sectionOut', { name: short(cell('CONTENT')) })
    else if (type === 'note') note('transfer.commentOut', { text: short(cell('CONTENT')) })
    else if (type !== '' && type !== 'meta') note('transfer.unknownType', { type: short(cell('TYPE')) })
  }
  const name = fitListName(fileName.replace(/ ?\[\d+\]$/, ''), notes)
  return { kind: 'Todoist CSV', lists: todos.length > 0 ? [{ id: null, name, icon: null, color: null, archivedAt: null, todos }] : [], notes }
}

type Cell = (column: string) => string

function cellsOf(columns: readonly string[], { fields }: CsvRecord): Cell {
  return column => fields[columns.indexOf(column)]?.trim() ?? ''
}

function readTask(cell: Cell, note: Note): ImportedTodo | null {
  const labels: string[] = []
  const title = cell('CONTENT').replaceAll(/(^|\s)@(\S+)/g, (_all, before: string, label: string) => {
    labels.push(label)
    return before
  }).replaceAll(/\s+/g, ' ').trim()
  const date = cell('DATE')
  const dueOn = date === '' ? null : dayInWords(date)
  if (date !== '' && dueOn === null) note('transfer.notOneDay', { date: short(date) })
  if (cell('DESCRIPTION') !== '') note('transfer.descriptionOut', { title: short(title) })
  // 1 is the most urgent and 4 is none.
  const priority = { 1: 3, 2: 2, 3: 1 }[cell('PRIORITY')] ?? 0
  return fitTodo({ title, labels, dueOn, priority }, note)
}

/** A task that is left out takes none of its subtasks with it: they go to the todo before. */
function place(todos: ImportedTodo[], indent: number, todo: ImportedTodo | null, note: Note): void {
  if (!todo) return
  const parent = todos.at(-1)
  if (indent <= 1 || !parent) return void todos.push(todo)
  if (indent > 2) note('transfer.tooDeep', { title: short(todo.title), parent: short(parent.title) })
  parent.subtasks.push(todo)
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
