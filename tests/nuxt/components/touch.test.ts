import { afterEach, expect, test, vi } from 'vitest'
import { clearNuxtState, nextTick, useRouter } from '#imports'
import TodoScreen from '~/components/todo/TodoScreen.vue'
import { useTodos } from '~/composables/useTodos'
import { openForTest, useInComponent } from '../local'
import { eventually, onScreen, press } from './on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
  vi.unstubAllGlobals()
})

async function openList(titles: string[]) {
  const { database } = await openForTest()
  const todos = await useInComponent(database, () => useTodos('list'))
  for (const title of titles) await todos.add(title)
  const screen = await onScreen(database, TodoScreen, { listId: 'list', canEdit: true })
  close = () => screen.wrapper.unmount()
  await eventually(() => expect(rows()).toHaveLength(titles.length))
  return screen
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-todo-row]:not([data-leaving])')]
const row = (title: string) => rows().find(candidate => candidate.querySelector('[role=checkbox]')?.getAttribute('aria-label') === title)!

function touch(title: string, name: string, pointerId = 1) {
  row(title).dispatchEvent(new PointerEvent(name, { bubbles: true, pointerType: 'touch', pointerId, button: 0, clientX: 200, clientY: 20 }))
}

test('a finger that rested on a row selects it, and the click that follows it later does not let go of it', async () => {
  await openList(['Milk', 'Eggs'])
  const click = () => row('Milk').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))
  touch('Milk', 'pointerdown')
  await eventually(() => expect(document.querySelector('[data-dragged]')).not.toBeNull())
  touch('Milk', 'pointerup')
  await eventually(() => expect(row('Milk').dataset.selected).toBeDefined())
  click()
  await nextTick()
  expect(row('Milk').dataset.selected).toBeDefined()
  touch('Milk', 'pointerdown')
  touch('Milk', 'pointerup')
  click()
  await eventually(() => expect(row('Milk').dataset.selected).toBeUndefined())
})

test('with some selected, a finger that rests on another row selects all from there to here, and a button selects the rest', async () => {
  const { wrapper } = await openList(['Milk', 'Eggs', 'Bread', 'Rice'])
  const selected = () => rows().filter(each => each.dataset.selected !== undefined).map(each => each.textContent?.match(/Milk|Eggs|Bread|Rice/)?.[0])
  async function hold(title: string) {
    touch(title, 'pointerdown')
    await eventually(() => expect(document.querySelector('[data-dragged]')).not.toBeNull())
    touch(title, 'pointerup')
  }
  await hold('Milk')
  await eventually(() => expect(selected()).toEqual(['Milk']))
  await hold('Bread')
  await eventually(() => expect(selected()).toEqual(['Milk', 'Eggs', 'Bread']))
  await wrapper.find('button[aria-label="Select all"]').trigger('click')
  await eventually(() => expect(selected()).toEqual(['Milk', 'Eggs', 'Bread', 'Rice']))
})

test('Back lets go of what is selected, or closes the menu that is open over it, instead of leaving the page', async () => {
  const watchers: EventTarget[] = []
  vi.stubGlobal('CloseWatcher', class extends EventTarget {
    constructor() {
      super()
      watchers.push(this)
    }

    destroy() {
      watchers.splice(watchers.indexOf(this), 1)
    }
  })
  const back = () => watchers.at(-1)?.dispatchEvent(new Event('close'))
  await openList(['Milk', 'Eggs'])
  row('Milk').focus()
  press('x')
  await eventually(() => expect(watchers).toHaveLength(1))
  press('p')
  await eventually(() => expect(document.querySelectorAll('[role=menuitem]')).toHaveLength(4))
  await eventually(() => expect(watchers).toHaveLength(2))
  back()
  await eventually(() => expect(document.querySelector('[role=menuitem]')).toBeNull())
  expect(row('Milk').dataset.selected).toBeDefined()
  back()
  await eventually(() => expect(row('Milk').dataset.selected).toBeUndefined())
})

test('a second finger neither takes over what the first one drags nor leaves it hanging', async () => {
  await openList(['Milk', 'Eggs'])
  touch('Milk', 'pointerdown', 1)
  await eventually(() => expect(row('Milk').dataset.dragged).toBeDefined())
  touch('Eggs', 'pointerdown', 2)
  touch('Eggs', 'pointerup', 2)
  expect(row('Milk').dataset.dragged).toBeDefined()
  touch('Milk', 'pointercancel', 1)
  expect(document.querySelector('[data-dragged]')).toBeNull()
})

test('on a title a mouse renames, and a tap opens the details', async () => {
  await openList(['Milk'])
  const click = (pointerType: string) => [...row('Milk').querySelectorAll('span')].find(each => each.textContent?.trim() === 'Milk' && !each.children.length)
    ?.dispatchEvent(new PointerEvent('click', { bubbles: true, pointerType, detail: 1 }))
  click('mouse')
  await eventually(() => expect(document.activeElement?.tagName).toBe('TEXTAREA'))
  press('Escape')
  await eventually(() => expect(row('Milk').querySelector('textarea')).toBeNull())
  click('touch')
  await eventually(() => expect(useRouter().currentRoute.value.query.todo).toBe(row('Milk').dataset.todoRow))
  expect(row('Milk').querySelector('textarea')).toBeNull()
})
