import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import AccountProfile from '~/components/account/AccountProfile.vue'
import { openForTest } from '../../local'
import { eventually, onScreen, type } from '../on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openProfile(row?: { name: string, color: string }) {
  const { database, db } = await openForTest()
  if (row) await db.insertInto('profiles').values({ id: 'guest', created_at: '', updated_at: '', ...row }).execute()
  const screen = await onScreen(database, AccountProfile)
  close = () => screen.wrapper.unmount()
  return { ...screen, database, db }
}

const field = () => document.querySelector<HTMLInputElement>('input[name=name]')!

test('name and colour are saved on this device at once and wait to be sent', async () => {
  const { db, labelled, button, text } = await openProfile({ name: 'Mina', color: 'teal' })
  await eventually(() => expect(field().value).toBe('Mina'))
  expect(button('Save').hasAttribute('disabled')).toBe(true)
  type(field(), '  Mina L.  ')
  labelled('Rose').click()
  await eventually(() => expect(button('Save').hasAttribute('disabled')).toBe(false))
  button('Save').click()
  await eventually(async () => expect(await db.selectFrom('profiles').select(['name', 'color']).execute()).toEqual([{ name: 'Mina L.', color: 'rose' }]))
  await eventually(() => expect(text()).toContain('Saved on this device.'))
})

test('a name is needed, and the field says so', async () => {
  const { wrapper, text } = await openProfile({ name: 'Mina', color: 'teal' })
  await eventually(() => expect(field().value).toBe('Mina'))
  type(field(), '   ')
  await wrapper.find('form').trigger('submit')
  await eventually(() => expect(text()).toContain('Tell the people you share with who you are.'))
  expect(field().getAttribute('aria-invalid')).toBe('true')
})

test('what another device saved is taken over, what is being typed here is not lost to it', async () => {
  const { db, labelled } = await openProfile({ name: 'Mina', color: 'teal' })
  await eventually(() => expect(field().value).toBe('Mina'))
  type(field(), 'Mina here')
  await db.updateTable('profiles').set({ name: 'Mina there', color: 'blue' }).where('id', '=', 'guest').execute()
  await eventually(() => expect((labelled('Blue') as HTMLInputElement).checked).toBe(true))
  expect(field().value).toBe('Mina here')
})

test('before the first sync there is no profile, and the screen says when it comes', async () => {
  const { text } = await openProfile()
  await eventually(() => expect(text()).toContain('Your profile comes with the first sync.'))
})
