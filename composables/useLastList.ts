/** The id of the list that was open last in this browser; empty at first. It names no one and holds nothing of the list. */
export function useLastList() {
  return useKeptText('driftless-last-list', 'localStorage')
}
