/** Which of the app's layers is open; one at a time. */
export function useShellLayer() {
  return { layer: useState<'new-list' | 'new-todo' | 'palette' | 'shortcuts' | null>('shell-layer', () => null) }
}
