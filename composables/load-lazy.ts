import type { Component } from 'vue'

/** Loads a lazy component so that it is drawn at once from now on. One whose module is only imported would still be drawn a moment later. */
export async function loadLazy(component: Component): Promise<void> {
  if ('__asyncLoader' in component && typeof component.__asyncLoader === 'function') await component.__asyncLoader()
}
