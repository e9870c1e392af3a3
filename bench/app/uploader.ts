import type { Person, UploadOp } from '../../tests/support/person.ts'
import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'

/** One client that renames its todos over and over. */
export interface Uploader {
  /** Sends one upload with so many transactions of one operation. */
  upload(transactions: number): Promise<void>
}

const todos = 50

export async function createUploader(person: Person, listId: string): Promise<Uploader> {
  const clientId = randomUUID()
  const ids = Array.from({ length: todos }, () => uuidv7())
  let transaction = 0
  let edits = 0

  async function send(changes: UploadOp[][]): Promise<void> {
    const body = JSON.stringify({ client_id: clientId, transactions: changes.map(ops => ({ id: ++transaction, ops })) })
    const answer = await person.call('/api/powersync/upload', { method: 'POST', body })
    const { results } = await answer.json() as { results: { status: string }[] }
    if (results.some(result => result.status !== 'applied')) throw new Error(`An upload was not taken: ${JSON.stringify(results[0])}`)
  }

  await send([[
    { op: 'PUT', table: 'lists', id: listId, data: { name: 'Busy' } },
    ...ids.map((id): UploadOp => ({ op: 'PUT', table: 'todos', id, data: { list_id: listId, title: 'To be renamed', position: 'a0' } })),
  ]])
  return {
    upload: count => send(Array.from({ length: count }, () => {
      const id = ids[++edits % todos] ?? ''
      return [{ op: 'PATCH', table: 'todos', id, data: { title: `Renamed for the ${edits}th time` } }]
    })),
  }
}
