/** How a database was opened. What an SDK does not say is null: @powersync/node knows no VFS. */
export interface OpenOptions {
  readonly file: string | null
  readonly vfs: string | null
  readonly cacheSizeKb: number | null
  readonly readers: number | null
  /** Several tabs share one worker, and one connection to the service. */
  readonly sharedByTabs: boolean | null
  readonly worker: boolean | null
}

/** The SDK keeps these options in fields that its types do not promise, so each is looked for and nothing is taken for granted. */
export function openOptionsOf(database: object): OpenOptions {
  const resolved = field(database, 'resolvedOpenOptions')
  const given = field(field(database, 'options'), 'database')
  return {
    file: text(field(given, 'dbFilename')),
    vfs: text(field(resolved, 'vfs')),
    cacheSizeKb: number(field(resolved, 'cacheSizeKb')),
    readers: number(field(resolved, 'additionalReaders')),
    sharedByTabs: truth(field(resolved, 'enableMultiTabs')),
    worker: truth(field(resolved, 'useWebWorker')),
  }
}

/** What `connect` was given, completed by the SDK; null before it. Parameters are left out: they are a person's. */
export function connectionOptionsOf(database: object): Readonly<Record<string, string>> | null {
  const options = field(database, 'connectionOptions')
  if (typeof options !== 'object' || options === null) return null
  const plain = Object.entries(options).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
  return Object.fromEntries(plain.map(([name, value]): [string, string] => [name, String(value)]))
}

function field(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null && name in from ? Reflect.get(from, name) : undefined
}

const text = (value: unknown) => typeof value === 'string' ? value : null
const number = (value: unknown) => typeof value === 'number' ? value : null
const truth = (value: unknown) => typeof value === 'boolean' ? value : null
