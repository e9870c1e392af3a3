import type { ImportedList, ImportedTodo, ImportFile, ImportNote, Note } from './import-file.ts'
import { fitListName } from './fit-list-name.ts'
import { calendarDay, fitTodo, noteAt } from './fit-todo.ts'

/**
 * Reads todo.txt (https://github.com/todotxt/todo.txt): completion, priority, dates, +project, @context and `due:`.
 * The first project of a line is its list, contexts and further projects are labels.
 *
 * @param fallback the list of todos without a project
 */
export function readTodoTxt(text: string, fallback: string): ImportFile {
  const lists = new Map<string, ImportedList>()
  const notes: ImportNote[] = []
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim()
    if (line === '') continue
    const { todo, project } = readLine(line, noteAt(notes, index + 1))
    if (!todo) continue
    const name = fitListName(project ?? fallback, notes, index + 1)
    const list = lists.get(name) ?? { id: null, name, icon: null, color: null, archivedAt: null, todos: [] }
    list.todos.push(todo)
    lists.set(name, list)
  }
  return { kind: 'todo.txt', lists: [...lists.values()], notes }
}

interface Line { todo: ImportedTodo | null, project: string | undefined }

// "x 2026-11-20 2026-11-01 (A) Title": the dates are those of completion and of creation; a done todo seldom keeps its priority.
const frame = /^(?:(?<done>x) (?:\((?<doneLetter>[A-Z])\) )?(?:(?<completed>\d{4}-\d\d-\d\d) )?(?:\d{4}-\d\d-\d\d )?|(?:\((?<letter>[A-Z])\) )?(?:\d{4}-\d\d-\d\d )?)(?<rest>.*)$/

function readLine(line: string, note: Note): Line {
  const { done, doneLetter, completed, letter, rest = '' } = frame.exec(line)?.groups ?? {}
  const words: string[] = []
  const labels: string[] = []
  let project: string | undefined
  let dueOn: string | null = null
  let priority = letter ?? doneLetter

  for (const word of rest.split(/\s+/)) {
    const due = /^due:(.+)$/i.exec(word)?.[1]
    if (/^\+\S/.test(word)) {
      if (project === undefined) project = nameOf(word)
      else labels.push(nameOf(word))
    }
    else if (/^@\S/.test(word)) labels.push(nameOf(word))
    else if (/^pri:[A-Z]$/.test(word)) priority ??= word.slice(4)
    else if (due !== undefined && calendarDay(due)) dueOn = due
    else {
      if (due !== undefined) note('transfer.noDueWord', { word })
      words.push(word)
    }
  }
  const todo = fitTodo({
    title: words.join(' '),
    completedAt: done ? completionOf(completed, note) : null,
    dueOn,
    priority: priorityOf(priority, note),
    labels,
  }, note)
  return { todo, project }
}

/** "+Cabin_weekend" and "+Cabin-weekend" cannot have spaces in that format; what stands there is kept as it is. */
function nameOf(word: string): string {
  return word.slice(1)
}

function priorityOf(letter: string | undefined, note: Note): number {
  if (letter === undefined) return 0
  const priority = { A: 3, B: 2, C: 1 }[letter]
  if (priority === undefined) note('transfer.lowPriority', { letter })
  return priority ?? 0
}

/** Noon, so that it is the same day in nearly every time zone. */
function completionOf(day: string | undefined, note: Note): string {
  if (day !== undefined && calendarDay(day)) return new Date(`${day}T12:00:00Z`).toISOString()
  if (day !== undefined) note('transfer.noDay', { day })
  return new Date().toISOString()
}
