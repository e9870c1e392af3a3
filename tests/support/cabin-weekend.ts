import { uuidv7 } from 'uuidv7'
import { generateNKeysBetween } from 'fractional-indexing'
import { signUp } from './person.ts'
import type { Person, UploadOp } from './person.ts'

export interface CabinWeekend {
  mina: Person
  jon: Person
  listId: string
}

/** Fills an account with the lists that the pictures show, by the documented interfaces. */
export async function makeCabinWeekend(origin: string): Promise<CabinWeekend> {
  const [mina, jon, ada] = await Promise.all(['Mina', 'Jon', 'Ada'].map(name => signUp(origin, name)))
  if (!mina || !jon || !ada) throw new Error('Nobody signed up')
  for (const [person, color] of [[mina, 'teal'], [jon, 'violet'], [ada, 'amber']] as const) await applied(person, [{ op: 'PATCH', table: 'profiles', id: person.id, data: { color } }])
  const listId = await makeList(mina, 'Cabin weekend', 'tent', 'teal', [])
  for (const friend of [jon, ada]) await join(mina, friend, listId)
  await fill(mina, listId, [
    ['Book the ferry for Friday evening', { due_on: day(0), priority: 3, labels: ['travel'], assignee_id: mina.id }],
    ['Ask the neighbours for the spare key', { due_on: day(1), assignee_id: jon.id }],
    ['Firewood: two bags, dry this time', { labels: ['shopping'] }],
    ['Menu for Saturday', { due_on: day(3), priority: 2 }],
    ['Check the forecast and decide about the boat', { due_on: day(6), priority: 1 }],
    ['Playlist for the drive', {}],
    ['Reserve the cabin', { completed_at: new Date(Date.now() - 86_400_000).toISOString() }],
  ])
  await fill(jon, listId, [['Split the deposit', { completed_at: new Date(Date.now() - 3 * 86_400_000).toISOString() }]], 'b')
  await makeList(mina, 'Groceries', 'basket', 'amber', ['Coffee', 'Oat milk', 'Rye bread', 'Tomatoes', 'Feta', 'Dill'])
  await makeList(mina, 'Home', 'house', 'blue', ['Paint the fence', 'Bleed the radiators', 'Call the chimney sweep'])
  await makeList(mina, 'Launch plan', 'briefcase', 'violet', ['Draft the announcement', 'Ask for quotes', 'Book the room', 'Order stickers'])
  await makeList(mina, 'Reading', 'book', 'rose', [])
  return { mina, jon, listId }
}

async function makeList(owner: Person, name: string, icon: string, color: string, titles: string[]): Promise<string> {
  const id = uuidv7()
  await applied(owner, [{ op: 'PUT', table: 'lists', id, data: { name, icon, color } }])
  if (titles.length) await fill(owner, id, titles.map(title => [title, {}]))
  return id
}

async function fill(author: Person, listId: string, todos: [string, Record<string, unknown>][], after: 'a' | 'b' = 'a') {
  const positions = generateNKeysBetween(after === 'a' ? null : 'b00', null, todos.length)
  await applied(author, todos.map(([title, data], index) => ({
    op: 'PUT', table: 'todos', id: uuidv7(),
    data: { list_id: listId, title, position: positions[index], ...data, labels: JSON.stringify(data.labels ?? []) },
  })))
}

async function join(owner: Person, friend: Person, listId: string) {
  const made = await owner.call(`/api/lists/${listId}/invitations`, { method: 'POST', body: JSON.stringify({ role: 'editor' }) })
  const { url } = await made.json() as { url: string }
  const token = new URL(url).pathname.split('/').pop() ?? ''
  const answer = await friend.call(`/api/invitations/${token}/accept`, { method: 'POST', body: '{}' })
  if (!answer.ok) throw new Error(`Accepting answered ${answer.status}: ${await answer.text()}`)
}

async function applied(author: Person, ops: UploadOp[]) {
  const result = await author.upload(ops)
  if (result.status !== 'applied') throw new Error(`Refused: ${JSON.stringify(result.problems)}`)
}

function day(offset: number): string {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
}
