import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'

const origin = inject('origin')
const assets = join(import.meta.dirname, '../../.output/public/_nuxt')

describe('the built app', () => {
  it('has no inspector of @powersync/nuxt and nothing that came only with it', async () => {
    expect((await fetch(`${origin}/__powersync-inspector`)).status).toBe(404)
    const scripts = (await readdir(assets)).filter(name => name.endsWith('.js'))
    const sizes = await Promise.all(scripts.map(async name => (await stat(join(assets, name))).size))
    // 11 MB with it.
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_500_000)
    for (const name of scripts) expect(await readFile(join(assets, name), 'utf8'), name).not.toMatch(/shiki|powersync-inspector-layout/)
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
})
