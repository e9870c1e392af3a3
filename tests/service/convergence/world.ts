import type { AppSync } from '../../support/app-sync.ts'
import type { Plan, Step } from './plan.ts'
import type { Device as Person } from '../../support/server-person.ts'
import { join, makeList, makePerson, makeTodo } from '../../support/server-person.ts'
import { until } from '../../support/until.ts'
import { Device } from './device.ts'
import { edits } from './edits.ts'
import { Journal } from './journal.ts'

const names = ['Ann', 'Bob', 'Cay']

/** The people and devices of one run, and what they wrote. */
export interface World {
  readonly people: readonly string[]
  readonly devices: readonly Device[]
  readonly journal: Journal
}

/** New people who share two lists, each device in step with the server. */
export async function createWorld({ db, backend }: AppSync, plan: Plan): Promise<World> {
  const accounts: Person[] = []
  for (const name of names.slice(0, plan.people)) accounts.push(await makePerson(db, name))
  const [ann, bob, cay] = accounts
  if (!ann || !bob) throw new Error('A plan has at least two people')
  const shared = await makeList(ann, 'Shared')
  await join(db, shared, bob, 'editor')
  if (cay) await join(db, shared, cay, 'viewer')
  const other = await makeList(bob, 'Other')
  await join(db, other, ann, 'editor')
  for (const title of ['Boat', 'Tent', 'Stove']) await makeTodo(ann, shared, title)
  await makeTodo(bob, other, 'Map')

  const devices = await Promise.all(Array.from({ length: plan.devices }, (_, at) => {
    const owner = at % plan.people
    return Device.open(`${names[owner]}-${at}`, accounts[owner]?.userId ?? '', backend.url)
  }))
  for (const device of devices) device.goOnline()
  await settle(devices)
  return { people: accounts.map(account => account.userId), devices, journal: new Journal() }
}

/** Does one thing on one device. */
export async function take({ devices, journal }: World, { backend }: AppSync, step: Step): Promise<void> {
  const device = devices[step.device % devices.length]
  if (!device) return
  if (step.act === 'goOnline') device.goOnline()
  else if (step.act === 'goOffline') await device.goOffline()
  else if (step.act === 'settle') {
    device.goOnline()
    await settle([device])
  }
  else if (step.act === 'loseAnswer') backend.loseNextAnswer(device.userId)
  else await edits[step.act](device, step, journal)
}

/** Waits until the devices have sent everything and got it confirmed. */
export async function settle(devices: readonly Device[]): Promise<void> {
  for (const device of devices) await until(() => device.isSettled(), { what: `${device.name} to be in step`, within: 30_000, every: 10 })
}
