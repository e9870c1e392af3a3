export type JsonColumn = string | number | bigint | null

const keys = new Map<string, string>()

/**
 * A row as JSON text. Integers stay integers of any size, reals keep a fraction (`1.0`) so that SQLite reads them as reals, and what JSON
 * cannot say (NaN, Infinity) becomes null.
 */
export function rowToJson(row: Record<string, JsonColumn>): string {
  let json = '{'
  for (const key in row) {
    const value = row[key]
    if (value === undefined) continue
    if (json.length > 1) json += ','
    json += keyToJson(key)
    if (typeof value === 'string') json += JSON.stringify(value)
    else if (typeof value === 'number') json += realToJson(value)
    else json += String(value)
  }
  return json + '}'
}

function keyToJson(key: string): string {
  const known = keys.get(key)
  if (known !== undefined) return known
  const json = `${JSON.stringify(key)}:`
  // Column names are few; a sync config that makes them from data must not fill the memory.
  if (keys.size < 10_000) keys.set(key, json)
  return json
}

function realToJson(value: number): string {
  if (!Number.isFinite(value)) return 'null'
  const text = String(value)
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text
}
