import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addVitePlugin, defineNuxtModule } from 'nuxt/kit'

/** Which modules each of the page's scripts was made of, largest first: `.nuxt/bundle.json`, read by `npm run bench:bundle`. */
export default defineNuxtModule({
  meta: { name: 'driftless:bundle-report' },
  setup(_options, nuxt) {
    addVitePlugin({
      name: 'driftless:bundle-report',
      apply: 'build',
      async generateBundle(_output, bundle) {
        const chunks = Object.values(bundle).flatMap((file) => {
          if (file.type !== 'chunk') return []
          const modules = Object.entries(file.modules).map(([id, { renderedLength }]) => ({ id: nameOf(id, nuxt.options.rootDir), bytes: renderedLength }))
          return [{ file: file.fileName, modules: modules.sort((a, b) => b.bytes - a.bytes) }]
        })
        await mkdir(nuxt.options.buildDir, { recursive: true })
        await writeFile(join(nuxt.options.buildDir, 'bundle.json'), JSON.stringify(chunks))
      },
    }, { client: true, server: false })
  },
})

function nameOf(id: string, rootDir: string): string {
  const path = id.replace(/\?.*$/, '')
  const packages = path.lastIndexOf('node_modules/')
  return packages < 0 ? path.replace(`${rootDir}/`, '') : path.slice(packages + 'node_modules/'.length)
}
