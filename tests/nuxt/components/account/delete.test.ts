import { registerEndpoint } from '@nuxt/test-utils/runtime'
import { setResponseStatus } from 'h3'
import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import AccountDelete from '~/components/account/AccountDelete.vue'
import { createList } from '~/powersync/mutations/lists'
import { openForTest } from '../../local'
import { eventually, onScreen, type } from '../on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

registerEndpoint('/api/auth/delete-user', { method: 'POST', handler: (event) => {
  setResponseStatus(event, 400)
  return { code: 'INVALID_PASSWORD', message: '' }
} })

test('it says before what happens to each list, and does nothing without the right password', async () => {
  const { database, db } = await openForTest()
  await createList(db, 'guest', { name: 'Diary' })
  const shared = await createList(db, 'guest', { name: 'Cabin weekend' })
  await db.insertInto('profiles').values([{ id: 'jon', name: 'Jon' }, { id: 'ada', name: 'Ada' }] as never).execute()
  await db.insertInto('list_members').values([
    { id: 'm1', list_id: shared, user_id: 'ada', role: 'viewer', created_at: '2026-01-01' },
    { id: 'm2', list_id: shared, user_id: 'jon', role: 'editor', created_at: '2026-02-01' },
  ] as never).execute()
  await db.insertInto('lists').values({ id: 'theirs', name: 'Theirs', owner_id: 'ada' } as never).execute()
  const { wrapper, button, text } = await onScreen(database, AccountDelete)
  close = () => wrapper.unmount()

  button('Delete account…').click()
  await eventually(() => expect(text()).toContain('Deleted, because only you are in it: “Diary”.'))
  expect(text()).toContain('“Cabin weekend” stays with the others, and Jon owns it from then on.')
  expect(text()).not.toContain('“Theirs”')

  const form = document.querySelector('form#delete-account')!
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await eventually(() => expect(text()).toContain('Enter your password to confirm.'))
  type(form.querySelector('input')!, 'not it')
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await eventually(() => expect(text()).toContain('This is not your password.'))
})
