import type { ImportNote } from './import-file.ts'
import { tables } from '../../shared/tables/index.ts'
import { isStorable } from './fit-todo.ts'

const { max } = tables.lists.columns.name

/** A name that a list can have. A longer one is cut, with a note. */
export function fitListName(given: string, notes: ImportNote[], line: number | null = null): string {
  const name = given.trim()
  if (name === '' || !isStorable(name)) return 'Imported'
  if (name.length <= max) return name
  const cut = name.slice(0, max).toWellFormed().replaceAll('\uFFFD', '').trim()
  notes.push({ line, key: 'transfer.nameCut', values: { name: name.slice(0, 40), max } })
  return cut
}
