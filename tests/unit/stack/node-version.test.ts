import { describe, expect, it } from 'vitest'
import lock from '../../../stack/runtime/package-lock.json' with { type: 'json' }
import { isFitNode, runtimePackage } from '../../../stack/bootstrap/node-version.mjs'

describe('the Node that Driftless runs on', () => {
  it.each(['v22.19.0', '22.23.2', 'v24.11.0', 'v24.21.0', 'v26.0.0', 'v27.1.0'])('is %s', (version) => {
    expect(isFitNode(version)).toBe(true)
  })

  it.each(['v18.20.8', 'v20.20.2', 'v22.18.0', 'v23.11.0', 'v24.10.9', 'v25.2.0', ''])('is not "%s"', (version) => {
    expect(isFitNode(version)).toBe(false)
  })

  it.each([
    ['linux', 'x64'], ['linux', 'arm64'], ['darwin', 'x64'], ['darwin', 'arm64'],
  ])('is pinned for %s on %s, with the hash of its package and a fit version', (platform, arch) => {
    const name = runtimePackage(platform, arch)
    const entry = Object.entries(lock.packages).find(([path]) => path === `node_modules/${name}`)?.[1] as { version: string, integrity?: string, os?: string, cpu?: string }
    expect(entry).toMatchObject({ os: platform, cpu: arch })
    expect(entry.integrity).toMatch(/^sha512-/)
    expect(isFitNode(entry.version)).toBe(true)
  })

  it('is nobody\'s for a platform without a package', () => {
    expect(runtimePackage('win32', 'x64')).toBeUndefined()
  })
})
