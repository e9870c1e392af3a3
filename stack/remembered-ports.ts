import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const ports = z.record(z.string(), z.int().min(1).max(65_535))

/** The port that `name` had at the last start on this data directory, so that open connections and bookmarks keep working. */
export function rememberedPort(dataDir: string, name: string): number | undefined {
  return read(dataDir)[name]
}

export function rememberPort(dataDir: string, name: string, port: number): void {
  const known = read(dataDir)
  if (known[name] === port) return
  const path = join(dataDir, 'ports.json')
  writeFileSync(`${path}.draft`, `${JSON.stringify({ ...known, [name]: port })}\n`)
  renameSync(`${path}.draft`, path)
}

function read(dataDir: string): Record<string, number> {
  try {
    return ports.parse(JSON.parse(readFileSync(join(dataDir, 'ports.json'), 'utf8')))
  }
  catch {
    // Only a memory: without it the search starts at the default.
    return {}
  }
}
