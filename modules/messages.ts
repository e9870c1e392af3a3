import type { Messages } from '../i18n/read-messages.ts'
import type { Part } from '../i18n/parts.ts'
import { resolve } from 'node:path'
import { addTemplate, addTypeTemplate, addVitePlugin, defineNuxtModule, updateTemplates } from 'nuxt/kit'
import { compileMessage } from '../i18n/compile-message.ts'
import { languages } from '../i18n/languages.ts'
import { partOf, parts } from '../i18n/parts.ts'
import { readMessages } from '../i18n/read-messages.ts'
import { checkParts } from './messages/check-parts.ts'

/**
 * Compiles the messages of each language into modules (`#messages/en-app.mjs` and so on, by i18n/parts.ts), which are loaded when they are
 * needed: no compiler in the browser, and no request for messages that an offline start would have to have kept.
 */
export default defineNuxtModule({
  meta: { name: 'driftless:messages' },
  setup(_options, nuxt) {
    const directory = resolve(nuxt.options.rootDir, 'i18n/messages')
    const modules = languages.flatMap(({ code }) => parts.map(part => ({ code, part, name: `${code}-${part}.mjs` })))
    for (const { code, part, name } of modules) {
      addTemplate({ filename: `messages/${name}`, getContents: () => `export default ${sourceOf(readMessages(resolve(directory, code)), part)}\n` })
    }
    nuxt.options.alias['#messages'] = resolve(nuxt.options.buildDir, 'messages')
    addTypeTemplate({ filename: 'types/messages.d.ts', getContents: () => modules.map(({ name }) => declarationOf(name)).join('') })
    // The server's page brings the language that it was rendered in (plugins/language.ts).
    nuxt.hook('build:before', () => {
      nuxt.hook('build:manifest', (manifest) => {
        for (const { code, part } of modules) Object.assign(manifest[`i18n/locales/${code}/${part}.ts`] ?? {}, { preload: true })
      })
    })
    const rooms = Object.keys(readMessages(resolve(directory, 'en')))
    addVitePlugin({
      name: 'driftless:messages',
      apply: 'build',
      generateBundle: (_output, bundle) => checkParts(Object.values(bundle), rooms),
    }, { client: true, server: false })
    nuxt.hook('builder:watch', async (_event, path) => {
      if (resolve(nuxt.options.srcDir, path).startsWith(directory)) await updateTemplates({ filter: ({ filename }) => filename.startsWith('messages/') })
    })
  },
})

/** The words of letters stay on the server (server/mail/letter-words.ts). */
function sourceOf({ mail: _, ...messages }: Messages, part: Part): string {
  const all = Object.entries(messages).flatMap(([room, texts]) => Object.entries(texts).map(([key, message]) => ({ key: `${room}.${key}`, message })))
  const texts = all.filter(({ key }) => partOf(key) === part)
  return `{${texts.map(({ key, message }) => `${JSON.stringify(key)}:${compileMessage(message)}`).join(',\n')}}`
}

function declarationOf(name: string): string {
  return `declare module '#messages/${name}' {\n  const texts: import('~/i18n/load-messages').Texts\n  export default texts\n}\n`
}
