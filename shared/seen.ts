import { recordIn } from './record-in.ts'

/** What stood in columns of a row before the eyes of whoever decided to change them, as SQLite holds it: by column, text, numbers and null. */
export type Seen = Readonly<Record<string, string | number | null>>

/** The metadata of an operation of the upload queue that says so. It travels beside the operation; see `seenIn`. */
export function seenMetadata(seen: Seen): string {
  return JSON.stringify({ seen })
}

/** What an operation's metadata says was seen; nothing where it says nothing of the kind. */
export function seenIn(metadata: string | undefined): Readonly<Record<string, unknown>> {
  if (metadata === undefined) return {}
  try {
    return recordIn(recordIn(JSON.parse(metadata)).seen)
  }
  catch {
    // Somebody's own metadata.
    return {}
  }
}
