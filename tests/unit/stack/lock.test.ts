import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { takeLock } from '../../../stack/bootstrap/lock.mjs'
import { processIdentity } from '../../../stack/bootstrap/process-identity.mjs'

let path = ''

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'driftless-')), 'lock')
})

/** Another process that takes the lock and says so, until it is killed. */
async function otherHolder() {
  const module = new URL('../../../stack/bootstrap/lock.mjs', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', `
    const { takeLock } = await import('${module}')
    console.log(JSON.stringify(takeLock(${JSON.stringify(path)})))
    setInterval(() => {}, 1000)`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { child, answer: JSON.parse(String(line)) as { taken: boolean } }
}

it('a lock is held by one process, and the others learn who that is', async () => {
  const { child, answer } = await otherHolder()
  expect(answer.taken).toBe(true)
  expect(takeLock(path)).toMatchObject({ taken: false, holder: { pid: child.pid } })
  child.kill('SIGKILL')
})

it('the lock of a killed process is free', async () => {
  const { child } = await otherHolder()
  child.kill('SIGKILL')
  await once(child, 'close')
  expect(takeLock(path).taken).toBe(true)
})

it('a process that was given the number of a dead holder is not taken for it', () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, identity: 'an earlier process' }))
  expect(takeLock(path).taken).toBe(true)
})

it('a damaged lock is free', () => {
  writeFileSync(path, '{"pid":')
  expect(takeLock(path).taken).toBe(true)
})

it('a lock carries word of where its holder answers, until it is let go', () => {
  const lock = takeLock(path)
  if (!lock.taken) throw new Error('taken')
  lock.publish({ url: 'http://localhost:3000' })
  expect(takeLock(path)).toMatchObject({ taken: false, holder: { url: 'http://localhost:3000' } })
  lock.release()
  expect(takeLock(path).taken).toBe(true)
})

it('a process that is gone has no identity', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'close')
  expect(processIdentity(child.pid!)).toBeUndefined()
  expect(processIdentity(process.pid)).toBeTypeOf('string')
})
