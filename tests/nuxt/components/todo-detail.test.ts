import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import TodoFields from '~/components/todo/TodoFields.vue'
import { useDetail } from '~/composables/useDetail'
import { useTodos } from '~/composables/useTodos'
import { defineComponent, h } from 'vue'
import { useToast } from '~/composables/useToast'
import { editTodo } from '~/powersync/mutations/todos'
import { labelLimits } from '~/shared/limits'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen, press, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openFields() {
  const { database, db } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  const id = await todos.add('Book the ferry')
  const Fields = defineComponent(() => {
    const { open } = useTodos('list')
    return () => open.value[0] && h(TodoFields, { todo: open.value[0], members: [], canEdit: true, onChange: changes => editTodo(db, id, changes) })
  })
  const screen = await onScreen(database, Fields)
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(screen.text()).toContain('Priority'))
  return { ...screen, todos, db }
}

test('a label is added with Enter or a comma and taken away with its cross', async () => {
  const { labelled, todos } = await openFields()
  for (const [label, key] of [['travel', 'Enter'], ['#shared', ',']] as const) {
    labelled('Add a label').focus()
    type(labelled('Add a label'), label)
    press(key)
    await eventually(() => expect(todos.open.value[0]?.labels).toContain(label.replace('#', '')))
  }
  labelled('Remove the label travel').click()
  await eventually(() => expect(todos.open.value[0]?.labels).toEqual(['shared']))
})

test('whoever takes a label away goes on in the field; many labels are folded, and a twenty-first is refused in words', async () => {
  const { labelled, button, text, todos, db } = await openFields()
  const { id } = todos.open.value[0]!
  const labels = Array.from({ length: labelLimits.count }, (_, index) => `label ${index + 1}`)
  await editTodo(db, id, { labels })
  await eventually(() => expect(text()).toContain('15 more'))
  expect(text()).not.toContain('label 6')
  button('15 more').click()
  await eventually(() => expect(text()).toContain('label 20'))
  expect(button('Show fewer').getAttribute('aria-expanded')).toBe('true')

  labelled('Add a label').focus()
  type(labelled('Add a label'), 'one more')
  press('Enter')
  expect(useToast().toasts.value.map(toast => toast.text)).toEqual(['A todo can have 20 labels.'])
  expect(todos.open.value[0]?.labels).toEqual(labels)

  labelled('Remove the label label 20').focus()
  labelled('Remove the label label 20').click()
  await eventually(() => expect(todos.open.value[0]?.labels).toHaveLength(19))
  expect(document.activeElement).toBe(labelled('Add a label'))
})

test('a due date is chosen in the words people use', async () => {
  const { wrapper, button, text, todos } = await openFields()
  await wrapper.find('button[aria-label="Due: no date"]').trigger('click')
  await eventually(() => expect(text()).toContain('Next Monday'))
  const tomorrow = [...document.querySelectorAll('button')].find(candidate => candidate.textContent.startsWith('Tomorrow'))
  tomorrow?.click()
  await eventually(() => expect(todos.open.value[0]?.dueOn).toMatch(/^\d{4}-\d\d-\d\d$/))
  await eventually(() => expect(button('Tomorrow')).toBeTruthy())
})

test('closing the details gives the focus back to their row, unless the person has gone on to something else', async () => {
  const { database } = await openForTest()
  const focused: Array<string | null> = []
  const focusRow = (id: string | null) => focused.push(id) > 0
  const { open, leave } = await useInComponent(database, () => useDetail(() => null, focusRow))
  const [within, elsewhere] = [document.createElement('button'), document.createElement('button')]
  document.body.append(within, elsewhere)
  close = () => [within, elsewhere].forEach(button => button.remove())

  await open('ferry')
  within.focus()
  const left = leave()
  elsewhere.focus()
  await left
  expect(focused).toEqual([])

  await open('ferry')
  within.focus()
  await leave()
  expect(focused).toEqual(['ferry'])
})

test('a due date is typed in plain words, and Enter takes it', async () => {
  const { wrapper, labelled, text, todos } = await openFields()
  await wrapper.find('button[aria-label="Due: no date"]').trigger('click')
  await eventually(() => expect(document.activeElement).toBe(labelled('In words: fri, in 3 weeks')))
  type(document.activeElement!, 'some day')
  await eventually(() => expect(text()).toContain('Not a date yet'))
  type(document.activeElement!, 'in 400 days')
  await eventually(() => expect(text()).not.toContain('Not a date yet'))
  document.activeElement!.closest('form')!.requestSubmit()
  await eventually(() => expect(todos.open.value[0]?.dueOn).toMatch(/^\d{4}-\d\d-\d\d$/))
})
