const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** Splits a line of COPY's text format (https://www.postgresql.org/docs/current/sql-copy.html) into its values. */
export function parseCopyLine(line: Buffer): (string | null)[] {
  const text = line.toString('utf8', 0, line.at(-1) === 0x0A ? line.length - 1 : line.length)
  const values: (string | null)[] = text.split('\t')
  if (!text.includes('\\')) return values
  return values.map(value => value === '\\N' ? null : value === null ? null : unescape(value))
}

function unescape(value: string): string {
  return value.includes('\\') ? value.replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char) : value
}
