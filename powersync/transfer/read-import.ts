import type { ImportFile } from './import-file.ts'
import { readExport } from './read-export.ts'
import { readTodoTxt } from './read-todo-txt.ts'
import { isTodoistCsv, readTodoistCsv } from './read-todoist-csv.ts'
import { TransferError } from './TransferError.ts'

/** More than any list app exports; a phone could not hold it in memory several times. */
export const importLimitBytes = 20_000_000

/**
 * Reads a file of any format that we know: our own JSON, Todoist's CSV, todo.txt. The content decides, then the name.
 * @throws {TransferError} with the line and what to do
 */
export function readImport(fileName: string, bytes: Uint8Array): ImportFile {
  if (bytes.byteLength > importLimitBytes) {
    throw new TransferError('too_large', { key: 'transfer.tooLarge', values: { file: fileName, max: importLimitBytes / 1_000_000 } })
  }
  const text = textOf(fileName, bytes)
  if (text.trim() === '') throw new TransferError('empty', { key: 'transfer.empty', values: { file: fileName } })
  const name = fileName.replace(/\.[^.]*$/, '')
  if (/^\s*[[{]/.test(text)) return readExport(text)
  if (isTodoistCsv(text)) return readTodoistCsv(text, name)
  if (/\.json$/i.test(fileName)) return readExport(text)
  if (/\.csv$/i.test(fileName)) {
    throw new TransferError('unknown_format', { key: 'transfer.notTodoist', values: { file: fileName } }, 1)
  }
  return readTodoTxt(text, name)
}

function textOf(fileName: string, bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xFF && bytes[1] === 0xFE ? 'utf-16le' : bytes[0] === 0xFE && bytes[1] === 0xFF ? 'utf-16be' : 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  }
  catch (cause) {
    throw new TransferError('not_text', { key: 'transfer.notUtf8', values: { file: fileName } }, null, cause)
  }
  if (text.includes('\0')) throw new TransferError('not_text', { key: 'transfer.notText', values: { file: fileName } })
  return text
}
