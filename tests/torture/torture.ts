import type { Run } from './steps.ts'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '../../server/database/connection.ts'
import { root } from '../../stack/root.ts'
import { launchChromium } from '../support/browser.ts'
import { startStack } from '../support/stack.ts'
import { recordTexts } from './history.ts'
import { planOf } from './plan.ts'
import { settle } from './settle.ts'
import { take } from './steps.ts'
import { faultsFound } from './verdict.ts'
import { createClients } from './world.ts'

export interface TortureOptions {
  readonly seed: number
  /** For so long steps are taken; the quiet at the end comes on top. */
  readonly seconds: number
  /** Not more steps than these. */
  readonly steps?: number
  /** The storage of the browsers' databases; the app's own choice without. */
  readonly vfs?: string
  readonly say?: (line: string) => void
}

export interface TortureReport {
  readonly steps: number
  readonly acknowledged: number
  readonly unanswered: number
  /** Seconds until everybody was in step again. */
  readonly quiet: number
  /** What is wrong; nothing may be. */
  readonly faults: readonly string[]
  /** The steps that were taken, a line of JSON each. */
  readonly planFile: string
}

/** Drives real browsers through the real stack with random edits and faults, and compares them with Postgres when all is quiet. The build must be there. */
export async function torture({ seed, seconds, steps = Infinity, vfs, say = () => undefined }: TortureOptions): Promise<TortureReport> {
  const plan = planOf(seed)
  const planFile = join(root, '.cache', `torture-${seed}.jsonl`)
  mkdirSync(join(root, '.cache'), { recursive: true })
  rmSync(planFile, { force: true })
  const note = (line: unknown) => appendFileSync(planFile, `${JSON.stringify(line)}\n`)
  note(plan.world)
  // Tokens that end all the time: the client fetches the next one half a minute before.
  const stack = await startStack({ env: { DRIFTLESS_SYNC_TOKEN_LIFETIME: '40' } })
  const browser = await launchChromium()
  const db = openDatabase(stack.appUrl)
  const sql = postgres(stack.appUrl, { max: 1, onnotice: () => undefined })
  const run: Run = { stack, clients: await createClients(browser, stack, sql, plan.world, vfs), acknowledged: [], unanswered: 0 }
  try {
    await recordTexts(sql)
    await settle(run.clients)
    const end = Date.now() + seconds * 1000
    let taken = 0
    for (const step of plan.steps) {
      if (Date.now() > end || taken >= steps) break
      note(step)
      taken++
      await take(run, step)
      if (taken % 50 === 0) say(`${taken} steps, ${run.acknowledged.length} texts`)
    }
    const quietSince = Date.now()
    await settle(run.clients)
    const quiet = (Date.now() - quietSince) / 1000
    const faults = await faultsFound({ db, sql }, run.clients, run.acknowledged)
    return { steps: taken, acknowledged: run.acknowledged.length, unanswered: run.unanswered, quiet, faults, planFile }
  }
  finally {
    await Promise.all(run.clients.map(client => client.close()))
    await browser.close()
    await sql.end()
    await db.destroy()
    await stack.stop()
    writeFileSync(planFile.replace('.jsonl', '.log'), stack.output())
  }
}
