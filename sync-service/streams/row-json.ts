export type JsonColumn = string | number | bigint | null

declare global {
  interface JSON {
    /** https://tc39.es/proposal-json-parse-with-source/: in Node since 22, not yet in TypeScript's library. */
    rawJSON(text: string): RawJson
  }
}

/** Exact text of a number, which JSON.stringify leaves as it is. */
interface RawJson {
  readonly rawJSON: string
}

/**
 * A row as JSON text. Integers stay integers of any size, reals keep a fraction (`1.0`) so that SQLite reads them as reals, and what JSON
 * cannot say (NaN, Infinity) becomes null.
 */
export function rowToJson(row: Record<string, JsonColumn>): string {
  const plain: Record<string, string | number | null | RawJson> = {}
  for (const key in row) {
    const value = row[key]
    if (value === undefined) continue
    plain[key] = typeof value === 'bigint' ? integer(value) : typeof value === 'number' ? real(value) : value
  }
  return JSON.stringify(plain)
}

function integer(value: bigint): number | RawJson {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : JSON.rawJSON(String(value))
}

function real(value: number): number | RawJson {
  if (!Number.isInteger(value)) return value
  const text = String(value)
  return text.includes('e') ? value : JSON.rawJSON(Object.is(value, -0) ? '-0.0' : `${text}.0`)
}
