import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { launchChromium } from '../support/browser.ts'
import { startGate } from '../support/gate.ts'
import { startStack } from '../support/stack.ts'
import { columnsOf, editAlone, goOn, settleIn, update } from './journey.ts'
import { buildNextVersion, nextVersion } from './next-version.ts'

// npm run test:update [-- --built]: this version and a next one, built each, take turns at the same address with the same data, while browsers
// are open. docs/offline.md says what has to hold. --built: with the next version that the last run built.

if (!process.argv.includes('--built')) buildNextVersion()
const dataDir = mkdtempSync(join(tmpdir(), 'driftless-update-'))
const browser = await launchChromium()
let stack = await startStack({ dataDir })
const gate = await startGate(stack.url)
const say = (line: string) => console.log(`  ${line}`)
try {
  const port = Number(new URL(stack.url).port)
  const travellers = await settleIn(browser, gate)
  await stack.stop()
  await editAlone(travellers)
  say('Edits were made while no server answered.')

  stack = await startStack({ dataDir, port, project: nextVersion })
  assert.equal(new URL(stack.url).port, String(port), 'the next version answers at the same address')
  const build = await update(travellers, gate)
  assert.notEqual(build, travellers.build)
  for (const tab of travellers.tabs) assert.ok((await columnsOf(tab.page)).includes('estimate'), 'every tab has the new column')
  say('All tabs took the new version, with the edits still in the queue and the new column in the database.')

  await goOn(travellers, gate)
  const sql = postgres(stack.appUrl, { max: 1 })
  const rows = await sql<{ title: string, done: boolean, estimate: number | null }[]>`SELECT title, completed_at IS NOT NULL AS done, estimate FROM todos ORDER BY title`
  await sql.end()
  assert.deepEqual(rows.map(row => ({ ...row })), [
    { title: 'Book the ferry', done: false, estimate: null },
    { title: 'Dry firewood', done: false, estimate: null },
    { title: 'Old maps', done: true, estimate: null },
    { title: 'Phone charger', done: false, estimate: null },
    { title: 'Spare key', done: false, estimate: null },
    { title: 'Written by the new version', done: false, estimate: 30 },
  ])
  say('Every edit of the old version arrived, once, and the new version writes its column.')

  await stack.stop()
  await travellers.mina.page.goto('/app/today')
  await travellers.mina.page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  say('Without a server the new version opens.')
  const troubles = [...travellers.tabs, travellers.phone].flatMap(tab => tab.troubles)
    // While no server answered.
    .filter(text => !/^\[PowerSync\]|Failed to load resource|ERR_/.test(text))
  assert.deepEqual(troubles, [])
}
finally {
  await browser.close()
  await gate.stop()
  await stack.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
