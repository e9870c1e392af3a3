/**
 * Which of SQLite's two builds this browser's database runs on, by the rule of plugins/powersync/choose-vfs.ts as far as a
 * worker can see it. Guessed wrong, the other one is kept when it is used for the first time.
 */
export function sqliteHere(): 'sqlite-sync' | 'sqlite-async' {
  const isSafari = /AppleWebKit/.test(navigator.userAgent) && !/Chrom(e|ium)\//.test(navigator.userAgent)
  // WebKitGTK has no storage manager at all.
  return isSafari && 'storage' in navigator && 'getDirectory' in navigator.storage ? 'sqlite-sync' : 'sqlite-async'
}
