import type { MessageNode } from '@intlify/message-compiler'
import { createParser } from '@intlify/message-compiler'

/**
 * A message in vue-i18n's syntax as the source of its text, or of a function that puts it together (`TextContext`). Compiled at build time,
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
  if ('cases' in body) return `c=>c.plural([${body.cases.map(form => sourceOf(form.items)).join(',')}])`
  return body.items.some(item => 'key' in item) ? `c=>${sourceOf(body.items)}` : sourceOf(body.items)
}

function sourceOf(items: MessageNode['items']): string {
  return items.map(partSource).join('+') || '""'
}

function partSource(item: MessageNode['items'][number]): string {
  if ('value' in item && typeof item.value === 'string') return JSON.stringify(item.value)
  if ('key' in item && typeof item.key === 'string') return `c.named(${JSON.stringify(item.key)})`
  throw new SyntaxError('A message holds words and {named} values only')
}
