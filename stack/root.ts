import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's directory. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A program that an npm package installed. It runs on the Node that comes first in PATH: run.mjs puts the fit one there. */
export function packageProgram(name: string): string {
  return join(root, 'node_modules', '.bin', name)
}
