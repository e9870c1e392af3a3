import { createParser } from '@intlify/message-compiler'

/**
 * A message in vue-i18n's syntax as the source of a function that gives its text from vue-i18n's message context. Compiled at build time,
 * it needs no compiler in the browser. One message cannot quote another, so `@` is only a letter.
 * @throws SyntaxError for a message that cannot be read
 */
export function compileMessage(message: string): string {
  const parser = createParser({
    onError: (error) => {
      throw new SyntaxError(`“${message}”: ${error.message}`)
    },
  })
  const { body } = parser.parse(message.replaceAll('@', `{'@'}`))
  return 'cases' in body ? `c=>c.plural([${body.cases.map(form => sourceOf(form.items)).join(',')}])` : `c=>${sourceOf(body.items)}`
}

interface Item { readonly type: number, readonly key?: string, readonly value?: string }

function sourceOf(items: readonly object[]): string {
  return items.map(partSource).join('+') || '""'
}

function partSource(item: Item): string {
  if (item.value !== undefined) return JSON.stringify(item.value)
  if (item.key !== undefined) return `c.named(${JSON.stringify(item.key)})`
  throw new SyntaxError('A message holds words and {named} values only')
}
