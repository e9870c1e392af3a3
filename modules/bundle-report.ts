import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addVitePlugin, defineNuxtModule } from 'nuxt/kit'

interface Chunk {
  readonly file: string
  readonly modules: readonly { readonly id: string, readonly bytes: number }[]
}

/** Which modules each of the page's scripts was made of, largest first: `.output/bundle.json`, read by `npm run bench:bundle`. */
export default defineNuxtModule({
  meta: { name: 'driftless:bundle-report' },
  setup(_options, nuxt) {
    if (nuxt.options.dev || nuxt.options.test) return
    const chunks: Chunk[] = []
    addVitePlugin({
      name: 'driftless:bundle-report',
      apply: 'build',
      generateBundle(_output, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue
          const modules = Object.entries(file.modules).map(([id, { renderedLength }]) => ({ id: nameOf(id, nuxt.options.rootDir), bytes: renderedLength }))
          chunks.push({ file: file.fileName, modules: modules.sort((a, b) => b.bytes - a.bytes) })
        }
      },
    }, { client: true, server: false })
    nuxt.hook('nitro:init', (nitro) => {
      nitro.hooks.hook('compiled', () => writeFile(join(nitro.options.output.dir, 'bundle.json'), JSON.stringify(chunks)))
    })
  },
})

/** Without the machine's paths. */
function nameOf(id: string, rootDir: string): string {
  const path = id.replace(/\?.*$/, '')
  const packages = path.lastIndexOf('node_modules/')
  return packages < 0 ? path.replace(`${rootDir}/`, '') : path.slice(packages + 'node_modules/'.length)
}
