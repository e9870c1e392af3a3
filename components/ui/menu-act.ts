import type { Component } from 'vue'

/** What a menu offers. */
export interface MenuAct {
  readonly words: string
  readonly icon?: Component
  /** The keys that do the same where the menu's thing has focus. */
  readonly shortcut?: string
  readonly danger?: boolean
  /** It puts focus somewhere itself (a field to rename, a dialog). */
  readonly handsFocusOn?: boolean
  readonly class?: string
  readonly run: () => void
}
