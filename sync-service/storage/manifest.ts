import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One processing of a sync config: a replication slot and a bucket file. The generation is part of every bucket's name. */
export interface Deployment {
  generation: string
  slot: string
  syncConfig: string
}

export interface ManifestContent {
  /** Postgres' system identifier and database: another server's LSNs and rows are not ours. */
  source?: string
  active?: Deployment
  deploying?: Deployment
  /** Slots of deployments that are over, still to be dropped in Postgres. */
  retired: string[]
}

/** Says which deployments exist. Replaced as a whole, so it is never half-written. */
export class Manifest {
  readonly #directory: string
  content: ManifestContent

  constructor(directory: string) {
    this.#directory = directory
    mkdirSync(directory, { recursive: true })
    this.content = this.#read()
  }

  bucketFile(deployment: Deployment): string {
    return join(this.#directory, `buckets-${deployment.generation}.sqlite`)
  }

  get writeCheckpointFile(): string {
    return join(this.#directory, 'write-checkpoints.sqlite')
  }

  save(changes: Partial<ManifestContent>): void {
    this.content = { ...this.content, ...changes }
    const path = join(this.#directory, 'deployments.json')
    const file = openSync(`${path}.new`, 'w', 0o600)
    try {
      writeFileSync(file, JSON.stringify(this.content, null, 2))
      fsyncSync(file)
    }
    finally {
      closeSync(file)
    }
    renameSync(`${path}.new`, path)
  }

  #read(): ManifestContent {
    try {
      const content: Partial<ManifestContent> = JSON.parse(readFileSync(join(this.#directory, 'deployments.json'), 'utf8'))
      return { ...content, retired: content.retired ?? [] }
    }
    catch {
      // Missing on the first start; unreadable means that everything is rebuilt from Postgres.
      return { retired: [] }
    }
  }
}
