import type { YamlError } from '@powersync/service-sync-rules'
import type { SyncConfigProblem } from './sync-config-error.ts'
import { isNode, parseDocument } from 'yaml'
import { placeInText } from './sync-config-error.ts'

/** A problem as the library tells it, in words that name the key or column, and with its place in the text. */
export function describeProblem(content: string, error: YamlError): SyncConfigProblem {
  const shape = shapeError(error.source)
  const location = shape ? locate(content, shape.path) ?? error.location : error.location
  const message = shape ? `${shape.path.join('.') || 'The sync config'} ${shape.message}` : named(withoutParserTable(error.message), content.slice(location.start, location.end))
  return { level: error.type, message, location, ...placeInText(content, location.start) }
}

/** What the JSON schema of sync configs says of a key that is wrong: it knows the path and not the place. */
function shapeError(source: object): { path: string[], message: string } | undefined {
  if (!('instancePath' in source) || typeof source.instancePath !== 'string') return undefined
  const path = source.instancePath.split('/').slice(1).map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const unknown = 'params' in source && typeof source.params === 'object' && source.params && 'additionalProperty' in source.params ? String(source.params.additionalProperty) : undefined
  const message = 'message' in source ? String(source.message) : 'is not right'
  return unknown === undefined ? { path, message } : { path: [...path, unknown], message: 'is not a known key' }
}

function locate(content: string, path: string[]): { start: number, end: number } | undefined {
  const document = parseDocument(content)
  const node = document.getIn(path, true)
  return isNode(node) && node.range ? { start: node.range[0], end: node.range[1] } : undefined
}

/** The SQL parser explains itself with its whole state. */
function withoutParserTable(message: string): string {
  return message.replace(/ I did not expect any more input[\s\S]*| Instead, I was expecting[\s\S]*/, '').trimEnd()
}

/** "Column not found." does not say which, nor what a schema is said to lack. */
function named(message: string, excerpt: string): string {
  const isName = /^[\w"]+$/.test(excerpt)
  return isName && / found\b.*\.$/.test(message) ? `${message.slice(0, -1)}: ${excerpt}` : message
}
