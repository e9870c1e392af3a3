import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineNuxtModule } from 'nuxt/kit'
import { hasInspector } from './inspector'

/** What the Inspector tells the versions of. */
const packages = [
  'nuxt', 'nitropack', 'vue', 'vite', '@powersync/nuxt', '@powersync/vue', '@powersync/web', '@powersync/common', '@powersync/kysely-driver',
  '@powersync/service-sync-rules', '@journeyapps/wa-sqlite', 'kysely', 'better-auth',
]

/**
 * The Inspector's routes of the server (server/api/inspector, and the slow way to the sync service) are in builds that have the Inspector, and in
 * no other: there their files are left out, so that an address answers as any that does not exist.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:inspector-server' },
  setup(_options, nuxt) {
    const isPresent = hasInspector(nuxt)
    const versions = isPresent ? Object.fromEntries(packages.flatMap(name => versionOf(nuxt.options.rootDir, name))) : {}
    // Constants of the build that plain Node, where the tests run these files, finds unset.
    nuxt.options.nitro.replace = {
      ...nuxt.options.nitro.replace,
      'process.env.DRIFTLESS_PACKAGE_VERSIONS': JSON.stringify(JSON.stringify(versions)),
      'process.env.DRIFTLESS_DEVELOPMENT_BUILD': JSON.stringify(nuxt.options.dev ? 'yes' : 'no'),
    }
    if (!isPresent) nuxt.options.ignore.push('server/api/inspector/**', 'server/routes/powersync-slow/**')
  },
})

function versionOf(rootDir: string, name: string): [string, string][] {
  // Not every package lets its manifest be required; all of them lie in one of these folders.
  const folders = createRequire(join(rootDir, 'package.json')).resolve.paths(name) ?? []
  for (const folder of folders) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'))
      if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return [[name, String(manifest.version)]]
    }
    catch {
      // It is not in this folder.
    }
  }
  return []
}
