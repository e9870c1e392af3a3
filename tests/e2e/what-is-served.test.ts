import { readdir, readFile, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'

const origin = inject('origin')
const output = join(import.meta.dirname, '../../.output')
const assets = join(output, 'public/_nuxt')

describe('the built app', () => {
  it('has no inspector of @powersync/nuxt and nothing that came only with it', async () => {
    expect((await fetch(`${origin}/__powersync-inspector`)).status).toBe(404)
    const scripts = (await readdir(assets)).filter(name => name.endsWith('.js'))
    const sizes = await Promise.all(scripts.map(async name => (await stat(join(assets, name))).size))
    // 11 MB with it.
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_500_000)
    for (const name of scripts) expect(await readFile(join(assets, name), 'utf8'), name).not.toMatch(/shiki|powersync-inspector-layout/)
  })

  it('holds no byte of the Inspector, in what the browser gets and in what the server runs', async () => {
    const traces = /__powersync-inspector|driftless:inspector|PowerSync Inspector|Where is my row|powersync-slow|api\/inspector|cm-editor|NUXT_INSPECTOR/
    for (const folder of [join(output, 'public'), join(output, 'server', 'chunks')]) {
      const files = (await readdir(folder, { recursive: true })).filter(name => /\.(?:m?js|css|html|json)$/.test(name))
      expect(files.length).toBeGreaterThan(10)
      for (const name of files) expect(traces.exec(await readFile(join(folder, name), 'utf8'))?.[0], name).toBeUndefined()
    }
    for (const path of ['/api/inspector/server', '/api/inspector/config', '/powersync-slow/400-50000/probes/liveness']) expect((await fetch(origin + path)).status, path).toBe(404)
  })

  it('gives the browser the database’s wasm when it asks for it, and not before', async () => {
    const html = await (await fetch(origin)).text()
    const linked = [...html.matchAll(/<link[^>]+rel="(?:prefetch|preload|modulepreload)"[^>]+href="([^"]+)"/g)].map(match => match[1] ?? '')
    expect(linked.length).toBeGreaterThan(0)
    for (const path of linked) {
      expect(path).not.toMatch(/wasm|websockets/)
      expect((await (await fetch(origin + path)).text()).slice(0, 2_000), path).not.toMatch(/IDBBatchAtomicVFS|AccessHandlePoolVFS|OPFSCoopSyncVFS/)
    }
    const wasm = (await readdir(assets)).filter(name => name.endsWith('.wasm'))
    expect(wasm.length).toBeGreaterThan(0)
  })

  it('answers a request whose Host names no host, for a page, a call or the sync stream, and says what is wrong', async () => {
    for (const path of ['/', '/api/health', '/powersync/sync/stream']) expect(await statusOf(path, { host: '[' }), path).toBe(400)
    expect(await statusOf('/api/health', { 'x-forwarded-host': 'a b' })).toBe(400)
    expect(await statusOf('/api/health', {})).toBe(200)
  })
})

function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, origin), { headers, timeout: 10_000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('timeout', () => asked.destroy(new Error(`No answer: ${path}`)))
    asked.on('error', reject)
    asked.end()
  })
}
