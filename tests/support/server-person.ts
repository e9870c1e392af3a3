import type { Kysely } from 'kysely'
import type { Role } from '../../shared/tables/list-members.ts'
import type { UploadOp, UploadResult } from '../../shared/write-codes.ts'
import type { Database } from '../../server/database/schema.ts'
import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { applyUpload } from '../../server/uploads/apply-upload.ts'

/** One device of one person. */
export interface Device {
  readonly userId: string
  readonly clientId: string
  /** Sends one transaction and returns its answer. */
  send(...ops: UploadOp[]): Promise<UploadResult>
  /** Another device of the same person. */
  another(): Device
}

/** Makes an account, without a password, and a device for it. */
export async function makePerson(db: Kysely<Database>, name: string): Promise<Device> {
  const id = uuidv7()
  await db.insertInto('users').values({ id, name, email: `${name.toLowerCase()}-${randomUUID()}@example.com`, email_verified: false, image: null }).execute()
  return makeDevice(db, id)
}

/** A list with its owner's todo-writing friends in it. */
export async function makeList(owner: Device, name = 'Groceries'): Promise<string> {
  const id = uuidv7()
  const answer = await owner.send({ op: 'PUT', table: 'lists', id, data: { name } })
  if (answer.status !== 'applied') throw new Error(JSON.stringify(answer))
  return id
}

export async function makeTodo(device: Device, listId: string, title = 'Milk', data: Record<string, unknown> = {}): Promise<string> {
  const id = uuidv7()
  const answer = await device.send({ op: 'PUT', table: 'todos', id, data: { list_id: listId, title, position: 'a0', ...data } })
  if (answer.status !== 'applied') throw new Error(JSON.stringify(answer))
  return id
}

/** Makes a person a member, as accepting an invitation does. Answers the membership's id. */
export async function join(db: Kysely<Database>, listId: string, person: Device, role: Role): Promise<string> {
  const id = uuidv7()
  await db.insertInto('list_members').values({ id, list_id: listId, user_id: person.userId, role }).execute()
  return id
}

function makeDevice(db: Kysely<Database>, userId: string): Device {
  const clientId = randomUUID()
  let transaction = 0
  return {
    userId,
    clientId,
    async send(...ops) {
      const [result] = await applyUpload(db, userId, { client_id: clientId, transactions: [{ id: ++transaction, ops }] })
      if (!result) throw new Error('no answer')
      return result
    },
    another: () => makeDevice(db, userId),
  }
}
