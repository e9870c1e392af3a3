import { locks } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { guestId } from '~/powersync/guest'
import { createList } from '~/powersync/mutations/lists'
import { bringGuestRows, noteGuest } from '~/plugins/powersync/guest-rows'
import { openForTest } from './local'

beforeEach(() => {
  localStorage.clear()
  // The DOM of these tests has no locks; Node has.
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue(locks)
})
afterEach(() => vi.restoreAllMocks())

async function guestWithAList() {
  const [guest, account] = [await openForTest(), await openForTest()]
  await createList(guest.db, guestId, { name: 'Garden' })
  noteGuest()
  const leaveGuest = vi.fn(async () => undefined)
  const names = async ({ database }: typeof guest) => (await database.getAll<{ name: string }>('SELECT name FROM lists')).map(list => list.name)
  const bring = (isWanted: () => boolean) => bringGuestRows({ openGuest: () => guest.database, leaveGuest, account: account.database, accountId: 'ada', isWanted })
  return { guest, account, leaveGuest, names, bring }
}

test('a guest’s rows go into the account that signed in, once, and the guest’s database is left', async () => {
  const { guest, account, leaveGuest, names, bring } = await guestWithAList()
  await Promise.all([bring(() => true), bring(() => true)])
  expect([await names(guest), await names(account)]).toEqual([[], ['Garden']])
  expect(leaveGuest.mock.calls).toEqual([[guest.database]])
})

test('they stay the guest’s when the account is not shown any more before its turn came, and the next sign-in takes them', async () => {
  const { guest, account, leaveGuest, names, bring } = await guestWithAList()
  let asked = 0
  // Signed out while the guest's last acts were being finished.
  await bring(() => ++asked < 2)
  expect([await names(guest), await names(account)]).toEqual([['Garden'], []])
  // Whoever leaves knows whether the guest is shown again.
  expect(leaveGuest).toHaveBeenCalledTimes(1)
  await bring(() => true)
  expect([await names(guest), await names(account)]).toEqual([[], ['Garden']])
})
