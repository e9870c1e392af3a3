import { useLocalStorage } from '@vueuse/core'

/** The id of the list that was open last in this browser; empty at first. It names no one and holds nothing of the list. */
export function useLastList() {
  return useLocalStorage('driftless-last-list', '')
}
