import type { Nuxt } from 'nuxt/schema'
import { defineNuxtModule } from 'nuxt/kit'

/**
 * @powersync/nuxt 0.1.0 puts its inspector into every build, production too: a page (11 MB of JavaScript instead of 1.5),
 * a layout, components, a plugin, a style sheet and components of the DevTools UI kit, and UnoCSS with web fonts from
 * another origin. The page itself fails during server rendering and shows no buckets. All of it is left out;
 * the database class and the composables stay.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:without-powersync-inspector' },
  setup(_options, nuxt) {
    nuxt.options.css = nuxt.options.css.filter(file => !(typeof file === 'string' && file.includes('devtools-ui-kit')))

    nuxt.hook('pages:resolved', (pages) => {
      remove(pages, page => page.file?.includes('@powersync/nuxt') ?? false)
    })
    nuxt.hook('app:resolve', (app) => {
      app.plugins = app.plugins.filter(plugin => !plugin.src.includes('@powersync/nuxt/dist/runtime/plugin.client'))
    })
    nuxt.hook('app:templates', (app) => {
      delete app.layouts['powersync-inspector-layout']
    })
    nuxt.hook('components:dirs', (dirs) => {
      remove(dirs, dir => typeof dir !== 'string' && /@powersync\/nuxt|devtools-ui-kit|@unocss/.test(dir.path))
    })
    nuxt.hook('devtools:customTabs', (tabs) => {
      remove(tabs, tab => tab.name === 'powersync-inspector')
    })
    withoutUnoCss(nuxt)
  },
})

function withoutUnoCss(nuxt: Nuxt) {
  nuxt.hook('vite:configResolved', (config) => {
    remove(config.plugins ?? [], plugin => typeof plugin === 'object' && plugin !== null && 'name' in plugin && plugin.name.startsWith('unocss'))
  })
}

function remove<T>(items: T[], isForeign: (item: T) => boolean): void {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index]
    if (item !== undefined && isForeign(item)) items.splice(index, 1)
  }
}
