import postgres from 'postgres'
import { expect, inject, it } from 'vitest'
import { createList, newUser, signUp, syncCard, todo } from '../support/app-user.ts'
import { launchChromium } from '../support/browser.ts'
import { startNetwork } from '../torture/network.ts'

/** It takes more than a minute: three times the quiet between two signs of life. `npm run test:browsers` waits for it. */
const isThorough = process.env.DRIFTLESS_ENGINES !== undefined

it.runIf(isThorough)('a device that only reads notices that its stream died without a word', async () => {
  const [browser, network, sql] = [await launchChromium(), await startNetwork(inject('origin')), postgres(inject('databaseUrl'), { max: 1 })]
  try {
    const mina = await newUser(browser, network.origin, 'Mina')
    await signUp(mina)
    await mina.page.waitForURL('**/app')
    await createList(mina, 'Plans')
    await syncCard(mina, 'Synced').waitFor()
    const list = new URL(mina.page.url()).pathname.split('/').at(-1) ?? ''
    network.set('dead')
    network.set('up')
    await sql`
      INSERT INTO todos (id, list_id, title, position, created_by, number)
      SELECT gen_random_uuid(), ${list}, 'Written elsewhere', 'a0V', id, 1 FROM users WHERE email = ${mina.email}`
    await todo(mina, 'Written elsewhere').waitFor({ timeout: 90_000 })
    await syncCard(mina, 'Synced').waitFor()
    expect(mina.troubles).toEqual([])
  }
  finally {
    await Promise.all([browser.close(), network.stop(), sql.end()])
  }
})
