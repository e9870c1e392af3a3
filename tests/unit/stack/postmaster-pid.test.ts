import { describe, expect, it } from 'vitest'
import { parseAccounts } from '../../../stack/postgres/account.ts'
import { explain } from '../../../stack/postgres/explain.ts'
import { parsePostmasterPid } from '../../../stack/postgres/postmaster-pid.ts'

describe('postmaster.pid', () => {
  it('names the process, its cluster, port and state', () => {
    const text = '10854\n/srv/data/postgres\n1795158820\n54320\n\n127.0.0.1\n  2245828         8\nready   \n'
    expect(parsePostmasterPid(text)).toEqual({ pid: 10_854, cluster: '/srv/data/postgres', port: 54_320, status: 'ready' })
  })

  it('is read while the server is still starting', () => {
    expect(parsePostmasterPid('10854\n/srv/data/postgres\n1795158820\n')).toEqual({ pid: 10_854, cluster: '/srv/data/postgres', port: undefined, status: undefined })
  })

  it.each(['', '\n', '108', 'garbage\n/srv', '-5\n/srv'])('cut short or damaged says nothing: %j', (text) => {
    expect(parsePostmasterPid(text)).toBeUndefined()
  })
})

it('accounts are read from passwd, also macOS\' negative numbers', () => {
  expect(parseAccounts('# comment\nroot:x:0:0:root:/root:/bin/bash\nnobody:*:-2:-2:Nobody:/var/empty:/usr/bin/false\n')).toEqual([
    { name: 'root', uid: 0, gid: 0 },
    { name: 'nobody', uid: 4_294_967_294, gid: 4_294_967_294 },
  ])
})

it.each([
  ['FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device', 'disk_full'],
  ['FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible', 'data_of_another_version'],
  ['initdb: error: could not access directory "/x": Permission denied', 'permission_denied'],
  ['postgres: error while loading shared libraries: libpam.so.0: cannot open shared object file', 'no_library'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'port_taken'],
  ['initdb: error: could not look up effective user ID 1234: user does not exist', 'no_account'],
  ['PANIC:  could not locate a valid checkpoint record', 'postgres_failed'],
])('what Postgres says when it gives up is told in plain words: %s', (output, code) => {
  const error = explain('/srv/data/postgres', output)
  expect(error.code).toBe(code)
  expect(error.message).toContain(output.split('\n')[0])
})
