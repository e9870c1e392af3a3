import type { Messages } from '../i18n/read-messages.ts'
import { resolve } from 'node:path'
import { addTemplate, addTypeTemplate, defineNuxtModule, updateTemplates } from 'nuxt/kit'
import { compileMessage } from '../i18n/compile-message.ts'
import { languages } from '../i18n/languages.ts'
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
        getContents: () => `export default ${sourceOf(readMessages(resolve(directory, code)))}\n`,
      })
    }
    nuxt.options.alias['#messages'] = resolve(nuxt.options.buildDir, 'messages')
    addTypeTemplate({ filename: 'types/messages.d.ts', getContents: () => languages.map(({ code }) => declarationOf(code)).join('') })
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

/** The words of letters stay on the server (server/mail/letter-words.ts). */
function sourceOf({ mail: _, ...messages }: Messages): string {
  const rooms = Object.entries(messages).map(([room, texts]) => {
    const entries = Object.entries(texts).map(([key, message]) => `${JSON.stringify(key)}:${compileMessage(message)}`)
    return `${JSON.stringify(room)}:{${entries.join(',\n')}}`
  })
  return `{${rooms.join(',\n')}}`
}

function declarationOf(code: string): string {
  return `declare module '#messages/${code}.mjs' {\n  const messages: Record<string, Record<string, unknown>>\n  export default messages\n}\n`
}
