import type { Said } from './import-file.ts'
import { TransferError } from './TransferError.ts'

/** @throws {TransferError} `broken_json` with the line, where the JavaScript engine tells it */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  }
  catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    const line = lineOf(cause.message, text)
    const said: Said = line === null ? { key: 'transfer.brokenJson' } : { key: 'transfer.brokenJsonAt', values: { line } }
    throw new TransferError('broken_json', said, line, cause)
  }
}

/** V8 and Firefox say where; Safari does not. */
function lineOf(message: string, text: string): number | null {
  const line = /line (\d+)/.exec(message)?.[1]
  if (line) return Number(line)
  const position = /position (\d+)/.exec(message)?.[1]
  if (position) return text.slice(0, Number(position)).split('\n').length
  return /end of (?:JSON|data|input)|unterminated/i.test(message) ? text.split('\n').length : null
}
