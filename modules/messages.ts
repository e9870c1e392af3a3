import { resolve } from 'node:path'
import { addTemplate, addTypeTemplate, defineNuxtModule, updateTemplates } from 'nuxt/kit'
import { compileMessage } from '../i18n/compile-message.ts'
import { languages } from '../i18n/languages.ts'
import type { Messages } from '../i18n/read-messages.ts'
import { readMessages } from '../i18n/read-messages.ts'

/**
 * Compiles the messages of each language into a module (`#messages/en.mjs`), which is loaded when the language is. Left to
 * itself, @nuxtjs/i18n sends them as raw JSON and compiles them in the browser: another request before hydration, one that
 * an offline start has to have kept, and a compiler in the bundle.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:messages' },
  setup(_options, nuxt) {
    const directory = resolve(nuxt.options.rootDir, 'i18n/messages')
    for (const { code } of languages) {
      addTemplate({
        filename: `messages/${code}.mjs`,
        // Nitro reads it from there too.
        write: true,
        getContents: () => `export default ${sourceOf(appRooms(readMessages(resolve(directory, code))))}\n`,
      })
    }
    addTemplate({
      filename: 'messages/mail.mjs',
      write: true,
      getContents: () => `export default {${languages.map(({ code }) => `${code}:${sourceOf(mailRooms(readMessages(resolve(directory, code))))}`).join(',\n')}}\n`,
    })
    nuxt.options.alias['#messages'] = resolve(nuxt.options.buildDir, 'messages')
    addTypeTemplate({ filename: 'types/messages.d.ts', getContents: () => [...languages.map(({ code }) => code), 'mail'].map(declarationOf).join('') }, { nitro: true, nuxt: true })
    // The server's page brings the language that it was rendered in (plugins/language.ts); @nuxtjs/i18n would have the browser find out by itself.
    nuxt.hook('build:before', () => {
      nuxt.hook('build:manifest', (manifest) => {
        for (const { code } of languages) Object.assign(manifest[`i18n/locales/${code}.ts`] ?? {}, { preload: true })
      })
    })
    nuxt.hook('builder:watch', async (_event, path) => {
      if (resolve(nuxt.options.srcDir, path).startsWith(directory)) await updateTemplates({ filter: ({ filename }) => filename.startsWith('messages/') })
    })
  },
})

/** The words of the server's letters, which no browser needs. */
const mailRooms = ({ mail = {} }: Messages): Messages => ({ mail })
const appRooms = ({ mail: _, ...rooms }: Messages): Messages => rooms

function sourceOf(messages: Messages): string {
  const rooms = Object.entries(messages).map(([room, texts]) => {
    const entries = Object.entries(texts).map(([key, message]) => `${JSON.stringify(key)}:${compileMessage(message)}`)
    return `${JSON.stringify(room)}:{${entries.join(',\n')}}`
  })
  return `{${rooms.join(',\n')}}`
}

function declarationOf(name: string): string {
  const rooms = `import('../../i18n/translate').CompiledMessages`
  return `declare module '#messages/${name}.mjs' {\n  const messages: ${name === 'mail' ? `Record<import('../../i18n/languages').LanguageCode, ${rooms}>` : rooms}\n  export default messages\n}\n`
}
