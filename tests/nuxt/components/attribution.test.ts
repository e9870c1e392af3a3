import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import TodoAttribution from '~/components/todo/TodoAttribution.vue'
import { useTodos } from '~/composables/useTodos'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

test('the details say who made, changed and completed a todo, and when', async () => {
  const { database, db } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  const id = await todos.add('Book the ferry')
  await db.insertInto('profiles').values({ id: 'mina', name: 'Mina', color: 'rose' } as never).execute()
  const screen = await onScreen(database, TodoAttribution, { todoId: id, isWaiting: false })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.text()).toContain('Created by you, now'))

  const yesterday = new Date(Date.now() - 86_400_000)
  yesterday.setHours(14, 10)
  await db.updateTable('todos').set({ changed_by: 'mina', changed_at: yesterday.toISOString(), completed_by: 'somebody gone', completed_at: new Date().toISOString() }).where('id', '=', id).execute()
  await eventually(() => expect(screen.text()).toContain('Changed by Mina, yesterday at 2:10 PM'))
  expect(screen.text()).toContain('Completed now')
})
