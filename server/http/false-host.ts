import type { IncomingHttpHeaders } from 'node:http'

const fields = ['host', 'x-forwarded-host'] as const

/**
 * Takes away what names no host: every address of a request is made from these headers, and one that cannot be made leaves it without an answer.
 *
 * @returns the first such header
 */
export function dropFalseHost(headers: IncomingHttpHeaders): typeof fields[number] | undefined {
  const wrong = fields.filter(field => namesNoHost(headers[field]))
  for (const field of wrong) headers[field] = undefined
  return wrong[0]
}

/** Proxies one behind the other write a list. */
function namesNoHost(value: string | string[] | undefined): boolean {
  const host = String(value ?? '').split(',')[0]?.trim()
  return Boolean(host) && !URL.canParse(`http://${host}`)
}
