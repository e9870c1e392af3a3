import { beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseVfs } from '../../../plugins/powersync/choose-vfs.ts'
import { beginElsewhere, isElsewhere, storagePlace } from '../../../plugins/powersync/storage-place.ts'

describe('where a database file is kept', () => {
  it('is IndexedDB, but OPFS on Safari and iOS where there is one', () => {
    const chromium = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0', isDesktopSafari: false, hasOpfs: true }
    expect(chooseVfs(chromium)).toBe('IDBBatchAtomicVFS')
    expect(chooseVfs({ ...chromium, isDesktopSafari: true })).toBe('OPFSCoopSyncVFS')
    expect(chooseVfs({ ...chromium, isDesktopSafari: true, hasOpfs: false })).toBe('IDBBatchAtomicVFS')
    expect(chooseVfs({ ...chromium, userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) CriOS/156.0' })).toBe('OPFSCoopSyncVFS')
  })

  describe('once it was begun', () => {
    const kept = new Map<string, string>()
    beforeEach(() => {
      kept.clear()
      vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) })
    })

    it('stays, whatever a later version prefers, and each file by itself', () => {
      expect(storagePlace('ann.db', 'IDBBatchAtomicVFS')).toBe('IDBBatchAtomicVFS')
      expect(storagePlace('ann.db', 'OPFSWriteAheadVFS')).toBe('IDBBatchAtomicVFS')
      expect(storagePlace('bob.db', 'OPFSWriteAheadVFS')).toBe('OPFSWriteAheadVFS')
    })

    it('can be moved by the page that began it, and by no later one', () => {
      storagePlace('cay.db', 'OPFSCoopSyncVFS')
      expect(beginElsewhere('cay.db')).toBe(true)
      expect(storagePlace('cay.db', 'OPFSCoopSyncVFS')).toBe('IDBBatchAtomicVFS')
      expect(beginElsewhere('cay.db')).toBe(false)
      kept.set('driftless:storage', '{"dan.db":"OPFSCoopSyncVFS"}')
      storagePlace('dan.db', 'OPFSCoopSyncVFS')
      expect(beginElsewhere('dan.db')).toBe(false)
    })

    it('is looked for anew by a tab that opened it where another tab could not begin it', () => {
      kept.set('driftless:storage', '{"eve.db":"OPFSCoopSyncVFS"}')
      expect(storagePlace('eve.db', 'OPFSCoopSyncVFS')).toBe('OPFSCoopSyncVFS')
      expect(isElsewhere('eve.db')).toBe(false)
      kept.set('driftless:storage', '{"eve.db":"IDBBatchAtomicVFS"}')
      expect(isElsewhere('eve.db')).toBe(true)
      expect(storagePlace('eve.db', 'OPFSCoopSyncVFS')).toBe('IDBBatchAtomicVFS')
      expect(isElsewhere('eve.db')).toBe(false)
    })

    it('is chosen anew when what was noted is not ours', () => {
      kept.set('driftless:storage', '{"ann.db":"a drawer"}')
      expect(storagePlace('ann.db', 'OPFSCoopSyncVFS')).toBe('OPFSCoopSyncVFS')
      kept.set('driftless:storage', 'not JSON')
      expect(storagePlace('ann.db', 'IDBBatchAtomicVFS')).toBe('IDBBatchAtomicVFS')
    })

    it('can be forbidden to be noted', () => {
      vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden })
      expect(storagePlace('ann.db', 'IDBBatchAtomicVFS')).toBe('IDBBatchAtomicVFS')
    })
  })
})

function forbidden(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}
