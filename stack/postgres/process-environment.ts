/** What the programs of Postgres see: none of the caller's PG* variables, and a locale that every system has. */
export function processEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR } = process.env
  return { ...PATH && { PATH }, ...TMPDIR && { TMPDIR }, LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }
}
