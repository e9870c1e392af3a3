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
    throw new TransferError('too_large', `“${fileName}” is larger than ${importLimitBytes / 1_000_000} MB. Split it into several files.`)
  }
  const text = textOf(fileName, bytes)
  if (text.trim() === '') throw new TransferError('empty', `“${fileName}” is empty.`)
  const name = fileName.replace(/\.[^.]*$/, '')
  if (/^\s*[[{]/.test(text)) return readExport(text)
  if (isTodoistCsv(text)) return readTodoistCsv(text, name)
  if (/\.json$/i.test(fileName)) return readExport(text)
  if (/\.csv$/i.test(fileName)) {
    throw new TransferError('unknown_format', `“${fileName}” is no CSV file of Todoist's: line 1 has no columns TYPE and CONTENT. From Driftless, import the JSON file; its CSV is for spreadsheets.`, 1)
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
    throw new TransferError('not_text', `“${fileName}” is not a text file in UTF-8. Export it again, or save it as UTF-8.`, null, cause)
  }
  if (text.includes('\0')) throw new TransferError('not_text', `“${fileName}” is not a text file. Choose a .json, .csv or .txt file; unpack a .zip first.`)
  return text
}
