import { afterEach, expect, test } from 'vitest'
import { clearNuxtState, navigateTo, useRoute } from '#imports'
import ListScreen from '~/components/list/ListScreen.vue'
import { useLists } from '~/composables/useLists'
import { useToast } from '~/composables/useToast'
import { guestId } from '~/powersync/guest'
import { addTodo, removeTodo } from '~/powersync/mutations/todos'
import { moveTodosToList } from '~/powersync/mutations/todos-bulk'
import { openForTest, useInComponent } from '../local'
import { eventually, makeRoomForDetails, onScreen } from './on-screen'

let close = () => {}
afterEach(async () => {
  close()
  await navigateTo({ query: {} })
  clearNuxtState()
})

/** A list with one todo, and another list; `follow` opens the link to a todo as if it were on the first. */
async function openGarden() {
  makeRoomForDetails()
  const { database, db } = await openForTest()
  const { create } = await useInComponent(database, useLists)
  const [garden, house] = [await create({ name: 'Garden', icon: 'leaf', color: 'teal' }), await create({ name: 'House', icon: 'house', color: 'blue' })]
  const id = await addTodo(db, guestId, garden, 'Rake the leaves')
  const screen = await onScreen(database, ListScreen, { listId: garden })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.text()).toContain('Rake the leaves'))
  const follow = (todoId: string) => navigateTo({ query: { todo: todoId } })
  const linkTo = (href: string) => document.querySelector(`#beside a[href="${href}"]`)
  return { ...screen, db, garden, house, id, follow, linkTo }
}

test('a link to a todo that this device knows nothing of says so, and can be closed', async () => {
  const { follow, text, labelled } = await openGarden()
  await follow('019aa000-0000-7000-8000-000000000000')
  await eventually(() => expect(text()).toContain('This todo is not hereIt was deleted, or it is no longer shared with you.'))
  labelled('Close details').click()
  await eventually(() => expect(text()).not.toContain('This todo is not here'))
  expect(useRoute().query.todo).toBeUndefined()
})

test('a link to a deleted todo leads to the trash', async () => {
  const { db, id, follow, text, linkTo } = await openGarden()
  await removeTodo(db, id)
  await follow(id)
  await eventually(() => expect(text()).toContain('“Rake the leaves” was deleted. It can be brought back from the trash.'))
  expect(linkTo('/app/trash')?.textContent).toContain('Open the trash')
})

test('a link to a todo that was moved, or to a subtask, leads to where it stands', async () => {
  const { db, garden, house, id, follow, text, linkTo } = await openGarden()
  const subtask = await addTodo(db, guestId, garden, 'Find the rake', { parentId: id })
  await follow(subtask)
  await eventually(() => expect(text()).toContain('“Find the rake” is a subtask of “Rake the leaves” on “Garden”.'))
  expect(linkTo(`/app/lists/${garden}?todo=${id}`)).not.toBeNull()

  await moveTodosToList(db, guestId, [id], house)
  await follow(id)
  await eventually(() => expect(text()).toContain('“Rake the leaves” is on “House”.'))
  expect(linkTo(`/app/lists/${house}?todo=${id}`)?.textContent).toContain('Open House')
})

test('details that were open close when their todo goes; of what somebody else deleted a message tells', async () => {
  const { db, id, garden, follow, text } = await openGarden()
  await follow(id)
  await eventually(() => expect(document.querySelector('#beside')?.textContent).toContain('Priority'))
  await db.insertInto('profiles').values({ id: 'grace', name: 'Grace', color: 'rose' } as never).execute()
  await db.updateTable('todos').set({ deleted_at: '2026-11-20T10:00:00.000Z', deleted_by: 'grace' } as never).where('id', '=', id).execute()
  await eventually(() => expect(useRoute().query.todo).toBeUndefined())
  expect(useToast().toasts.value.map(toast => toast.text)).toEqual(['Grace deleted “Rake the leaves”'])

  const own = await addTodo(db, guestId, garden, 'Oil the gate')
  await follow(own)
  await eventually(() => expect(document.querySelector('#beside')?.textContent).toContain('Priority'))
  await removeTodo(db, own)
  await eventually(() => expect(useRoute().query.todo).toBeUndefined())
  expect(useToast().toasts.value).toHaveLength(1)
  expect(text()).not.toContain('This todo is not here')
})
