import type { Page } from 'playwright-core'
import type { WrittenText } from '../service/convergence/journal.ts'
import type { Stack } from '../support/stack.ts'
import type { Client } from './client.ts'
import type { Step } from './plan.ts'
import { edits } from '../service/convergence/edits.ts'
import { settle } from './settle.ts'
import { signalChild } from './processes.ts'
import { screenEdits } from './screen.ts'

/** A run under way. */
export interface Run {
  readonly stack: Stack
  readonly clients: readonly Client[]
  /** What devices said they have. */
  readonly acknowledged: WrittenText[]
  /** Edits that came to no end, because of a worker that was killed under them, say. */
  unanswered: number
}

/** An edit that takes longer than this has met a fault; the next step does not wait for it. Milliseconds. */
const patience = 15_000

/** Does one thing. */
export async function take(run: Run, step: Step): Promise<void> {
  const client = run.clients[step.client % run.clients.length]
  if (!client) return
  const tab = client.tabs[step.tab % client.tabs.length] ?? await client.openTab()
  if (isEdit(step.act)) return await edit(run, client, tab, step.act, step)
  switch (step.act) {
    case 'typeTodo':
    case 'renameOnScreen': return await byHand(run, client, tab, step.act, step)
    case 'reloadBeforeSaved':
    case 'closeBeforeSaved': {
      await byHand(run, client, tab, step.b % 3 === 0 ? 'renameOnScreen' : 'typeTodo', step, true)
      return step.act === 'reloadBeforeSaved' ? await client.load(tab) : await close(client, tab)
    }
    case 'goOffline': return await client.setWeather('down')
    case 'goDead': return await client.setWeather('dead')
    case 'goSlow': return await client.setWeather('slow')
    case 'goOnline': return await client.setWeather('up')
    case 'killApp': return void signalChild(run.stack.pid, 'app', 'SIGKILL')
    case 'killSync': return void signalChild(run.stack.pid, 'sync', 'SIGKILL')
    case 'restartPostgres': return void signalChild(run.stack.pid, 'postgres', step.b % 2 === 0 ? 'SIGINT' : 'SIGKILL')
    case 'killWorker': return void await client.killWorkers()
    case 'openTab': return client.tabs.length < 4 ? void await client.openTab() : undefined
    case 'reloadTab': return client.weather === 'down' ? undefined : await client.load(tab)
    case 'closeTab': return await close(client, tab)
    case 'closeTabInMidWrite': {
      const written = edit(run, client, tab, 'renameTodo', step)
      // A few milliseconds, as the dice say: before, in, and after the transaction.
      await new Promise(resolve => setTimeout(resolve, step.b % 25))
      await close(client, tab)
      return await written
    }
    case 'settle': return await settle(run.clients)
  }
}

function isEdit(act: Step['act']): act is keyof typeof edits {
  return act in edits
}

async function edit(run: Run, client: Client, tab: Page, name: keyof typeof edits, step: Step): Promise<void> {
  await answered(run, client.edit(tab, name, step))
}

async function byHand(run: Run, client: Client, tab: Page, name: keyof typeof screenEdits, step: Step, isHeld = false): Promise<void> {
  await answered(run, screenEdits[name](client, tab, step, isHeld))
}

async function answered(run: Run, written: Promise<WrittenText[]>): Promise<void> {
  const timeout = new Promise<null>(resolve => setTimeout(() => resolve(null), patience))
  // A tab that is closed or loaded anew takes its answer along: then nobody was told that anything is saved.
  const texts = await Promise.race([written.catch(asGone), timeout])
  if (texts) run.acknowledged.push(...texts)
  else run.unanswered++
}

/** Timeout: what is done by hand needs a screen, and one that shows "offline" or another list's rows shows no field. */
function asGone(error: unknown): null {
  if (/closed|crashed|navigat|destroyed|context|Remote peer closed|already been closed|Timeout/i.test(String(error))) return null
  throw error
}

/** A browser without a tab keeps nothing open; the next step that needs one opens it. */
async function close(_client: Client, tab: Page): Promise<void> {
  await tab.close({ runBeforeUnload: false })
}
