import type { Browser } from 'playwright-core'
import type { Stack } from '../support/stack.ts'
import type { World } from './plan.ts'
import type { Sql } from 'postgres'
import { uuidv7 } from 'uuidv7'
import { signUp } from '../support/person.ts'
import { Client } from './client.ts'
import { pageProgram } from './page-program.ts'

const names = ['Ann', 'Bob', 'Cay']

/** Three people who share two lists, with a browser or two each. */
export async function createClients(browser: Browser, stack: Stack, sql: Sql, world: World, vfs: string | undefined): Promise<Client[]> {
  const people = await Promise.all(names.map(name => signUp(stack.url, name)))
  const [ann, bob, cay] = people
  if (!ann || !bob || !cay) throw new Error('There are three people')
  for (const [owner, others] of [[ann, [[bob, 'editor'], [cay, 'viewer']]], [bob, [[ann, 'editor'], [cay, 'editor']]]] as const) {
    const list = uuidv7()
    const todos = ['Boat', 'Tent', 'Stove'].map(title => ({ op: 'PUT' as const, table: 'todos', id: uuidv7(), data: { list_id: list, title, position: 'a0' } }))
    await owner.upload([{ op: 'PUT', table: 'lists', id: list, data: { name: `Shared by ${owner.name}` } }, ...todos])
    for (const [member, role] of others) await sql`INSERT INTO list_members (id, list_id, user_id, role) VALUES (${uuidv7()}, ${list}, ${member.id}, ${role})`
  }
  const program = await pageProgram()
  return await Promise.all(world.clients.map(async ({ person, tabs, hoursAhead }, at) => {
    const owner = people[person] ?? ann
    const client = await Client.open(browser, stack.url, { name: `${owner.name}-${at}`, person: owner, hoursAhead, program, ...vfs && { vfs } })
    for (let tab = 0; tab < tabs; tab++) await client.openTab()
    return client
  }))
}
