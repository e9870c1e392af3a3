import type { Readable } from 'node:stream'
import { createInterface } from 'node:readline'

const colours: Record<string, number> = { postgres: 34, sync: 35, app: 32, migrate: 33 }

/** Prints lines with the name of the process that they come from. */
export function logger(name: string, to: NodeJS.WriteStream = process.stdout): (line: string) => void {
  const label = `${name.padEnd(8)} │`
  const prefix = to.isTTY ? `\x1B[${colours[name] ?? 36}m${label}\x1B[0m` : label
  return line => void to.write(`${prefix} ${line}\n`)
}

/** Calls `log` for every line of a child's output. */
export function eachLine(output: Readable | null, log: (line: string) => void): void {
  if (output) createInterface({ input: output }).on('line', log)
}
