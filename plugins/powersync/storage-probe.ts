const name = 'driftless-probe'

/** About what an empty database takes. */
const bytes = 512 * 1024

/** Whether this browser lets a page keep anything: not where storage is switched off or the disk is full. */
export async function canStore(): Promise<boolean> {
  let database: IDBDatabase | undefined
  try {
    database = await opened()
    await written(database)
    return true
  }
  catch {
    // Whatever the browser calls it, nothing can be kept.
    return false
  }
  finally {
    // One that stays open holds up its removal, and that the next tab's probe, until it is garbage.
    database?.close()
    try {
      indexedDB.deleteDatabase(name)
    }
    catch {
      // There was none to delete.
    }
  }
}

/** Whether there is an origin private file system, and not only in name. */
export async function hasOpfs(): Promise<boolean> {
  try {
    await navigator.storage.getDirectory()
    return true
  }
  catch {
    // Forbidden, or no storage manager at all.
    return false
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => request.result.createObjectStore('probe')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function written(database: IDBDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction('probe', 'readwrite')
    transaction.objectStore('probe').put(crypto.getRandomValues(new Uint8Array(64)).toString().padEnd(bytes, '.'), 0)
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })
}
