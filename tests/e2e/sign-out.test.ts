import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { enter } from '../support/app-sharing.ts'
import { addTodo, createList, newUser, signIn, signUp, syncCard, todo } from '../support/app-user.ts'
import type { AppUser } from '../support/app-user.ts'
import { launchChromium, openPage } from '../support/browser.ts'

const origin = inject('origin')
const secret = 'Surprise party on the 12th'

describe('signing out', () => {
  let browser: Browser
  let mina: AppUser

  beforeAll(async () => {
    browser = await launchChromium()
    mina = await enter(await newUser(browser, origin, 'Mina'))
    await createList(mina, 'Plans')
    await addTodo(mina, secret)
    await syncCard(mina, 'Synced').waitFor()
  })
  afterAll(() => browser?.close())

  it('warns first when edits exist on this device alone', async () => {
    await mina.context.setOffline(true)
    await syncCard(mina, 'Offline').waitFor()
    await addTodo(mina, 'Order the cake')
    await chooseSignOut(mina.page)
    const warning = mina.page.getByRole('dialog', { name: 'Sign out and lose edits?' })
    await warning.getByRole('button', { name: 'Stay signed in' }).click()
    await mina.context.setOffline(false)
    await syncCard(mina, 'Synced').waitFor()
    await todo(mina, 'Order the cake').waitFor()
  })

  it('reaches every tab and leaves nothing of the account behind', async () => {
    const second = await openPage(mina.context)
    await second.page.goto('/app')
    await todo(second, secret).waitFor()
    expect(excerpts(await storedText(mina.page), [secret])).toHaveLength(1)

    await chooseSignOut(mina.page)
    await mina.page.waitForURL(`${origin}/`)
    await second.page.waitForURL(`${origin}/`)
    expect(await mina.context.cookies()).not.toContainEqual(expect.objectContaining({ name: expect.stringContaining('session') }))
    expect(excerpts(await storedText(mina.page), [secret, 'Plans', mina.email])).toEqual([])
    expect((await mina.context.request.get('/api/powersync/credentials')).status()).toBe(401)
    expect(mina.troubles).toEqual([])
    expect(second.troubles).toEqual([])
  })

  it('shows another account on the same browser nothing of the last one, in no tab', async () => {
    const jon = { ...mina, ...await newUser(browser, origin, 'Jon'), context: mina.context, page: mina.page }
    const second = { ...jon, ...await openPage(mina.context) }
    await second.page.goto('/app')
    await syncCard(second, 'On this device').waitFor()
    await jon.page.bringToFront()
    await signUp(jon)
    for (const tab of [jon, second]) {
      await tab.page.getByRole('complementary', { name: 'Sidebar' }).getByRole('button', { name: /Jon/ }).waitFor()
      await tab.page.getByRole('heading', { name: 'Make your first list' }).waitFor()
      await syncCard(tab, 'Synced').waitFor()
      expect(await tab.page.content()).not.toContain('Plans')
    }
    await second.page.bringToFront()
    await createList(second, 'Jon’s own')
    await jon.page.getByRole('navigation', { name: 'Lists' }).getByText('Jon’s own').waitFor()
    expect(second.troubles).toEqual([])
    await second.page.close()
  })

  it('brings everything back with the next sign-in on another device', async () => {
    const elsewhere = { ...mina, ...await newUser(browser, origin, 'Mina'), email: mina.email, password: mina.password }
    await signIn(elsewhere)
    await todo(elsewhere, secret).waitFor()
    expect(elsewhere.troubles).toEqual([])
  })
})

async function chooseSignOut(page: Page) {
  await page.bringToFront()
  await page.getByRole('complementary', { name: 'Sidebar' }).getByRole('button', { name: /Mina/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

/** The surroundings of each word that is in the text. */
function excerpts(text: string, words: string[]): string[] {
  return words.flatMap((word) => {
    const at = text.indexOf(word)
    return at < 0 ? [] : [text.slice(Math.max(0, at - 100), at + 100)]
  })
}

/** Everything that this origin keeps in the browser: IndexedDB (the local database is in there), Web Storage, caches, and private files. */
function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    const text = (value: unknown): string => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value as ArrayBuffer)
      if (value && typeof value === 'object') return Object.values(value).map(text).join('\n')
      return String(value)
    }
    const settled = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        parts.push(...(await settled(database.transaction(store).objectStore(store).getAll())).map(text))
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) parts.push(request.url, await (await cache.match(request))?.text() ?? '')
    }
    const readFolder = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') await readFolder(entry as FileSystemDirectoryHandle)
        else parts.push(text(await (await (entry as FileSystemFileHandle).getFile()).arrayBuffer()))
      }
    }
    await readFolder(await navigator.storage.getDirectory())
    return parts.join('\n')
  })
}
