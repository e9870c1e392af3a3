/** A text under a key of this browser's storage. Where storage is forbidden, or full, the page knows it for as long as it lives. */
export interface KeptMark {
  /** Null when there is none. */
  readonly read: () => string | null
  readonly keep: (text: string | null) => void
}

export function keptMark(key: string): KeptMark {
  let unkept: string | null | undefined

  return {
    read() {
      if (unkept !== undefined) return unkept
      try {
        return localStorage.getItem(key)
      }
      catch {
        // Storage is forbidden, and nobody told this page.
        return null
      }
    },
    keep(text) {
      unkept = undefined
      try {
        if (text === null) localStorage.removeItem(key)
        else localStorage.setItem(key, text)
      }
      catch {
        unkept = text
      }
    },
  }
}
