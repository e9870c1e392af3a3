import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Room → key → message. */
export type Messages = Readonly<Record<string, Readonly<Record<string, string>>>>

/** All messages of a language, from the files of its folder, one a room of the app. */
export function readMessages(directory: string): Messages {
  const files = readdirSync(directory).filter(file => file.endsWith('.json')).sort()
  return Object.fromEntries(files.map(file => [basename(file, '.json'), readRoom(join(directory, file))]))
}

function readRoom(path: string): Record<string, string> {
  const room: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (typeof room !== 'object' || room === null) throw new SyntaxError(`${path} holds no messages`)
  return Object.fromEntries(Object.entries(room).map(([key, message]) => {
    if (typeof message !== 'string') throw new SyntaxError(`${path}: “${key}” is not a text`)
    return [key, message]
  }))
}
