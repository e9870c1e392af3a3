import { afterEach, expect, test } from 'vitest'
import { clearNuxtState, useRouter } from '#imports'
import ShellLists from '~/components/shell/ShellLists.vue'
import ShellPalette from '~/components/shell/ShellPalette.vue'
import { useCommands } from '~/composables/useCommands'
import { useListActs } from '~/composables/useListActs'
import { useLists } from '~/composables/useLists'
import { useToast } from '~/composables/useToast'
import { useTodos } from '~/composables/useTodos'
import { completeTodo } from '~/powersync/mutations/todos'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen, press, type } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

const nothing = { createList: () => {}, toggleSidebar: () => {}, showShortcuts: () => {} }

async function search(words: string) {
  const { database, db } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const garden = await lists.create({ name: 'Garden' })
  const todos = await useInComponent(database, () => useTodos(garden))
  for (const title of ['Prune the roses', '100% cotton', '100 bulbs', 'Order roses']) await todos.add(title)
  await completeTodo(db, 'guest', await todos.add('Roses watered'))
  const { commands } = await useInComponent(database, () => ({ commands: useCommands(() => words, nothing) }))
  return { found: () => commands.value.filter(command => command.group === 'Todos').map(command => command.label) }
}

test('the palette finds todos by their words in any order, open ones first', async () => {
  const { found } = await search('roses pru')
  await eventually(() => expect(found()).toEqual(['Prune the roses']))
  const { found: all } = await search('ROSES')
  await eventually(() => expect(all()).toEqual(['Order roses', 'Prune the roses', 'Roses watered']))
})

test('a percent sign is searched for and stands for nothing else', async () => {
  const { found } = await search('100%')
  await eventually(() => expect(found()).toEqual(['100% cotton']))
})

test('Enter in the palette takes the first of what is shown, also when todos come a moment later', async () => {
  const { database } = await openForTest()
  const lists = await useInComponent(database, useLists)
  await lists.create({ name: 'Garden' })
  await eventually(() => expect(lists.lists.value).toHaveLength(1))
  const inGarden = await useInComponent(database, () => useTodos(lists.lists.value[0]!.id))
  await inGarden.add('Prune the roses')
  const screen = await onScreen(database, ShellPalette, { open: true })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(document.activeElement?.tagName).toBe('INPUT'))
  type(document.activeElement!, 'roses')
  await eventually(() => expect(document.querySelector('[role=option][data-highlighted]')?.textContent).toContain('Prune the roses'))
})

test('Alt and an arrow moves a list, which keeps the focus', async () => {
  const { database } = await openForTest()
  const lists = await useInComponent(database, useLists)
  for (const name of ['Garden', 'Home', 'Reading']) await lists.create({ name })
  const screen = await onScreen(database, ShellLists)
  close = () => screen.wrapper.unmount()
  const links = () => [...document.querySelectorAll<HTMLElement>('[data-list-row]')]
  await eventually(() => expect(links()).toHaveLength(3))
  links()[2]!.focus()
  press('ArrowUp', { altKey: true })
  await eventually(() => expect(lists.lists.value.map(list => list.name)).toEqual(['Garden', 'Reading', 'Home']))
  expect(links().map(link => link.textContent.trim())).toEqual(['Garden', 'Reading', 'Home'])
  await eventually(() => expect(document.activeElement?.textContent.trim()).toBe('Reading'))
})

test('p pins the focused list to the top, and only its own group is put in order', async () => {
  const { database } = await openForTest()
  const lists = await useInComponent(database, useLists)
  for (const name of ['Garden', 'Home', 'Reading']) await lists.create({ name })
  const screen = await onScreen(database, ShellLists)
  close = () => screen.wrapper.unmount()
  const link = (name: string) => [...document.querySelectorAll<HTMLElement>('[data-list-row]')].find(candidate => candidate.textContent.trim() === name)!
  const groups = () => [...document.querySelectorAll('nav ul')].map(group => [...group.querySelectorAll('a')].map(each => each.textContent.trim()))
  await eventually(() => expect(groups()).toEqual([['Garden', 'Home', 'Reading']]))
  for (const name of ['Reading', 'Home']) {
    link(name).focus()
    press('p')
    await eventually(() => expect(groups()[0]).toContain(name))
    await eventually(() => expect(document.activeElement).toBe(link(name)))
  }
  await eventually(() => expect(groups()).toEqual([['Home', 'Reading'], ['Garden']]))
  link('Reading').focus()
  press('ArrowUp', { altKey: true })
  await eventually(() => expect(groups()).toEqual([['Reading', 'Home'], ['Garden']]))
})

test('who deletes a list goes on to the one below it, and undo brings it back', async () => {
  const { database } = await openForTest()
  const lists = await useInComponent(database, useLists)
  for (const name of ['Garden', 'Home', 'Reading']) await lists.create({ name })
  await eventually(() => expect(lists.lists.value).toHaveLength(3))
  const acts = await useInComponent(database, useListActs)
  const [, home, reading] = lists.lists.value
  await acts.remove(home!)
  expect(useRouter().currentRoute.value.path).toBe(`/app/lists/${reading!.id}`)
  await eventually(() => expect(lists.lists.value).toHaveLength(2))
  await useToast().undoLast()
  await eventually(() => expect(lists.lists.value).toHaveLength(3))
})

test('subtasks are found too, and lead to the todo that they belong to', async () => {
  const { database } = await openForTest()
  const lists = await useInComponent(database, useLists)
  const garden = await lists.create({ name: 'Garden' })
  const todos = await useInComponent(database, () => useTodos(garden))
  const parent = await todos.add('Prune')
  await todos.add('Sharpen the shears', { parentId: parent })
  const { commands } = await useInComponent(database, () => ({ commands: useCommands(() => 'shears', nothing) }))
  await eventually(() => expect(commands.value.find(command => command.group === 'Todos')).toMatchObject({ label: 'Sharpen the shears', hint: 'Prune · Garden' }))
})
