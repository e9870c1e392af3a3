import { addVitePlugin, defineNuxtModule } from 'nuxt/kit'

/** Chunks by what is in them, with all that it imports and that is in none before. */
const chunks: readonly { name: string, of: RegExp }[] = [
  // What every page runs.
  { name: 'first', of: /\/nuxt\/dist\/app\/entry(\.async)?\.js$/ },
  // What public pages and the app both need.
  { name: 'icons', of: /\/components\/list\/ListIcon\.vue$/ },
  {
    name: 'common',
    of: new RegExp([
      String.raw`/components/ui/Ui(Banner|Button|EmptyState|IconButton|Kbd)\.vue$`,
      String.raw`/composables/useAction\.ts$`,
      String.raw`/@lucide/vue/dist/esm/(createLucideIcon|icons/(chevron-down|circle-check|cloud-off|hard-drive|x))\.`,
      String.raw`plugin-vue:export-helper|/nuxt/dist/(app/compat/interval|pages/runtime/composables)\.js$`,
    ].join('|')),
  },
  { name: 'powersync', of: /\/@powersync\/vue\/lib\/(index|composables\/powerSync)\.js$/ },
  // The second is what stands for a popover until it is loaded.
  { name: 'reading', of: /\/composables\/useDatabase\.ts$|\/components\/ui\/(UiLayerLater\.vue$|UiPopover\.vue\?nuxt_component=async)/ },
  // What only the app needs: the database, the frame and its front, lists.
  { name: 'database', of: /\/plugins\/powersync\/start\.ts$/ },
  { name: 'app', of: /\/layouts\/app\.vue$|\/pages\/app\/index\.vue$/ },
  { name: 'todos', of: /\/components\/todo\/TodoScreen\.vue$/ },
]

const publicPages = /\/(layouts\/(plain|default)|pages\/(index|sign-in|sign-up|forgot-password|reset-password|invite\/\[token\]))\.vue/
const ofTheApp = /\/plugins\/powersync\/start\.ts|\/layouts\/app\.vue|\/components\/todo\/TodoScreen\.vue/

/**
 * Left to itself the bundler makes a chunk of each set of modules that some pages share: seventy for the first page of the app, many of them
 * a hundred bytes, which compress badly and are asked for one by one. The build warns where a public page would load what only the app needs.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:frame-chunks' },
  setup() {
    addVitePlugin({
      name: 'driftless:frame-chunks',
      apply: 'build',
      outputOptions: options => ({
        ...options,
        codeSplitting: { groups: chunks.map(({ name, of }, index) => ({ name, test: of, priority: chunks.length - index })) },
      }),
      generateBundle(_output, bundle) {
        const built = new Map(Object.values(bundle).flatMap(file => file.type === 'chunk' ? [[file.fileName, file] as const] : []))
        const needed = new Set([...built.values()].filter(file => file.moduleIds.some(id => publicPages.test(id))))
        for (const { imports } of needed) for (const name of imports) needed.add(built.get(name) ?? this.error(`There is no chunk ${name}`))
        const wrong = [...needed].flatMap(file => file.moduleIds).filter(id => ofTheApp.test(id))
        if (wrong.length > 0) this.warn(`Public pages would load ${wrong.join(', ')}: see modules/frame-chunks.ts`)
      },
    }, { client: true, server: false })
  },
})
