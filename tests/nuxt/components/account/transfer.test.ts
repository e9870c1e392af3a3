import { afterEach, expect, test } from 'vitest'
import { clearNuxtState } from '#imports'
import TransferSection from '~/components/transfer/TransferSection.vue'
import { createList } from '~/powersync/mutations/lists'
import { addTodo } from '~/powersync/mutations/todos'
import { openForTest } from '../../local'
import { eventually, onScreen } from '../on-screen'

let close = () => {}
afterEach(() => {
  close()
  clearNuxtState()
})

async function openTransfer() {
  const { database, db } = await openForTest()
  const screen = await onScreen(database, TransferSection)
  close = () => screen.wrapper.unmount()
  async function choose(...files: File[]) {
    const input = await eventually(() => {
      const found = document.querySelector<HTMLInputElement>('input[type=file]')
      expect(found).not.toBeNull()
      return found!
    })
    Object.defineProperty(input, 'files', { configurable: true, get: () => files })
    Object.defineProperty(input, 'value', { configurable: true, writable: true, value: '' })
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
  return { ...screen, db, choose }
}

const titles = async (db: Awaited<ReturnType<typeof openForTest>>['db']) => (await db.selectFrom('todos').select('title').orderBy('position').execute()).map(todo => todo.title)

test('a file is looked at before anything is written, then written, and adds nothing the second time', async () => {
  const { button, choose, db, text } = await openTransfer()
  const file = () => new File(['(A) Book the ferry +Cabin\nMenu +Cabin due:never\n'], 'todo.txt')
  button('Import…').click()
  await choose(file())
  await eventually(() => expect(text()).toContain('Cabin2 to addNew list'))
  expect(text()).toContain('Line 2“due:never” is no date like due:2026-11-27. It stays in the title.')
  expect(await titles(db)).toEqual([])

  button('Add 2 todos and one new list').click()
  await eventually(() => expect(text()).toContain('Imported: 2 todos and one new list.'))
  expect(await titles(db)).toEqual(['Book the ferry', 'Menu due:never'])
  button('Done').click()

  await eventually(() => expect(document.querySelector('[role=dialog]')).toBeNull())
  button('Import…').click()
  await choose(file())
  await eventually(() => expect(text()).toContain('2 already there'))
  expect(button('Nothing to add').hasAttribute('disabled')).toBe(true)
})

test('a file that cannot be read says what is wrong, beside one that can', async () => {
  const { button, choose, text } = await openTransfer()
  button('Import…').click()
  await choose(new File(['{ "format":'], 'broken.json'), new File(['Milk'], 'Groceries.txt'))
  await eventually(() => expect(text()).toContain('broken.jsonThe file is not whole JSON'))
  expect(text()).toContain('Groceries1 to add')
})

test('a dialog that is closed while a file is read begins anew the next time', async () => {
  const { button, choose, labelled, text } = await openTransfer()
  button('Import…').click()
  await choose(new File([Array.from({ length: 500 }, (_, index) => `Todo ${index}`).join('\n')], 'long.txt'))
  labelled('Close').click()
  await eventually(() => expect(document.querySelector('[role=dialog]')).toBeNull())
  button('Import…').click()
  await choose(new File(['Milk'], 'Groceries.txt'))
  await eventually(() => expect(text()).toContain('Groceries1 to add'))
  expect(text()).not.toContain('long')
})

test('an export is a file that this device makes by itself', async () => {
  const { button, db } = await openTransfer()
  const list = await createList(db, 'guest', { name: 'Garden' })
  await addTodo(db, 'guest', list, 'Rake')
  const saved: { name: string, blob: Blob }[] = []
  const [createUrl, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click]
  let last: Blob | undefined
  URL.createObjectURL = (blob) => {
    last = blob as Blob
    return 'blob:test'
  }
  HTMLAnchorElement.prototype.click = function () { saved.push({ name: this.download, blob: last! }) }
  try {
    button('Export JSON').click()
    await eventually(() => expect(saved).toHaveLength(1))
    button('Export CSV').click()
    await eventually(() => expect(saved).toHaveLength(2))
  }
  finally {
    URL.createObjectURL = createUrl
    HTMLAnchorElement.prototype.click = click
  }
  expect(saved.map(file => file.name)).toEqual([expect.stringMatching(/^driftless-\d{4}-\d\d-\d\d\.json$/), expect.stringMatching(/\.csv$/)])
  expect(JSON.parse(await saved[0]!.blob.text())).toMatchObject({ format: 'driftless', version: 1, lists: [{ name: 'Garden', complete: true, todos: [{ title: 'Rake' }] }] })
  expect(await saved[1]!.blob.text()).toContain('Garden,,Rake')
})
