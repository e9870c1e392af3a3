import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import ArchiveScreen from '~/components/archive/ArchiveScreen.vue'
import ListScreen from '~/components/list/ListScreen.vue'
import { useLists } from '~/composables/useLists'
import { useTodos } from '~/composables/useTodos'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openArchive(screenOf: 'archive' | 'list' = 'archive') {
  const { database, db } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const id = await lists.create({ name: 'Garden', icon: 'leaf', color: 'teal' })
  const todos = await useInComponent(database, () => useTodos(id))
  await todos.add('Prune the roses')
  const screen = await onScreen(database, screenOf === 'archive' ? ArchiveScreen : ListScreen, screenOf === 'archive' ? {} : { listId: id })
  close = () => screen.wrapper.unmount()
  return { ...screen, db, lists, id }
}

test('an empty archive says how a list gets there', async () => {
  const { text } = await openArchive()
  await eventually(() => expect(text()).toContain('Nothing is archived'))
})

test('an archived list is in the archive, and its owner brings it back', async () => {
  const { lists, id, labelled, text } = await openArchive()
  await lists.archive(id)
  await eventually(() => expect(text()).toMatch(/Garden\s*Archived today/))
  labelled('Unarchive Garden').click()
  await eventually(() => expect(lists.lists.value[0]?.archivedAt).toBeNull())
  await eventually(() => expect(text()).toContain('Nothing is archived'))
})

test('an archived list opens to be read, says why it cannot be changed, and is unarchived there', async () => {
  const { lists, id, wrapper, button, text } = await openArchive('list')
  await lists.archive(id)
  await eventually(() => expect(text()).toContain('Archived today. You can read it here. To change it, unarchive it.'))
  await eventually(() => expect(text()).toContain('Prune the roses'))
  expect(wrapper.find('input[aria-label="Add a todo"]').exists()).toBe(false)
  expect(wrapper.find('[role=checkbox]').attributes('disabled')).toBeDefined()
  button('Unarchive').click()
  await eventually(() => expect(wrapper.find('input[aria-label="Add a todo"]').exists()).toBe(true))
})

test('who does not own an archived list is told who can unarchive it', async () => {
  const { db, lists, id, text } = await openArchive('list')
  await db.insertInto('list_members').values({ id: 'm1', list_id: id, user_id: 'guest', role: 'editor' } as never).execute()
  await lists.archive(id)
  await eventually(() => expect(text()).toContain('Its owner can unarchive it.'))
  expect([...document.querySelectorAll('button')].filter(each => each.textContent.trim() === 'Unarchive')).toEqual([])
})
