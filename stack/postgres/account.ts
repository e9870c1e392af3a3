import { readFileSync, statSync } from 'node:fs'
import { StackError } from '../stack-error.ts'

/** An account of the operating system that Postgres runs as. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * Postgres refuses to run as root. For root this chooses who runs it: the owner of existing data, the person behind
 * sudo, or one of the accounts that systems have for such servers. `undefined`: whoever we are.
 * @throws {StackError} `data_of_another_user`, `no_account`
 */
export function chooseAccount(cluster: string, accounts = readAccounts()): Account | undefined {
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const me = process.getuid?.() ?? 0
  if (me !== 0) {
    if (owner && owner.uid !== me) throw new StackError('data_of_another_user', `${cluster} belongs to another user (number ${owner.uid}). Start Driftless as that user, or give another directory in DRIFTLESS_DATA_DIR.`)
    return undefined
  }
  const account = accounts.find(a => a.uid === owner?.uid && a.uid !== 0)
    ?? accounts.find(a => a.uid !== 0 && String(a.uid) === process.env.SUDO_UID)
    ?? accounts.find(a => a.name === 'postgres')
    ?? accounts.find(a => a.name === '_postgres')
    ?? accounts.find(a => a.name === 'nobody')
  if (!account) throw new StackError('no_account', 'Postgres does not run as root and this system has no account "postgres" or "nobody". Add one (useradd --system postgres), or start Driftless as an ordinary user.')
  return account
}

function readAccounts(): Account[] {
  return parseAccounts(readFileSync('/etc/passwd', 'utf8'))
}

/** Reads passwd(5). Negative numbers (macOS' nobody is -2) become the unsigned ones that the kernel uses. */
export function parseAccounts(passwd: string): Account[] {
  return passwd.split('\n').filter(line => line && !line.startsWith('#')).flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    const account = { name: name ?? '', uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
    return name && uid && gid ? [account] : []
  })
}
