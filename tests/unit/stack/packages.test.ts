import { expect, it } from 'vitest'
import { explainNpm } from '../../../stack/bootstrap/npm.mjs'
import { holds } from '../../../stack/bootstrap/packages.mjs'

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/postgres-here': { version: '2.0.0', integrity: 'sha512-h', optional: true },
  'node_modules/postgres-there': { version: '2.0.0', integrity: 'sha512-t', optional: true },
}
const needed = 'node_modules/postgres-here'
const { 'node_modules/postgres-there': _, ...installed } = wanted

it('packages that npm installed by hand are taken as they are, without those of other platforms', () => {
  expect(holds(installed, wanted, needed)).toBe(true)
})

it('packages of another version, missing ones, and a copy from another platform are installed anew', () => {
  expect(holds({ ...installed, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } }, wanted, needed)).toBe(false)
  expect(holds({ [needed]: wanted[needed] }, wanted, needed)).toBe(false)
  expect(holds({ 'node_modules/a': wanted['node_modules/a'] }, wanted, needed)).toBe(false)
})

it('a machine without network is told that the first start needs one', () => {
  const output = 'npm error code ENOTFOUND\nnpm error syscall getaddrinfo\nnpm error network request to https://example.org/a failed'
  expect(explainNpm('installing the packages', output, '/tmp/install.log')).toContain('the npm registry cannot be reached. The first start needs the internet')
})

it('a full disk is told as such', () => {
  expect(explainNpm('installing the packages', 'npm ERR! code ENOSPC', '/tmp/install.log')).toContain('the disk is full')
})
