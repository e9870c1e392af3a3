/**
 * Whether keys without Ctrl or Cmd do something where no row has the focus. WCAG 2.1.4 wants them to be turned off at will: whoever speaks to the
 * browser, or hits keys by mistake, can do without them.
 */
export function useSingleKeys() {
  const choice = useKeptText('driftless-single-keys', 'localStorage')
  return computed({
    get: () => choice.value !== 'off',
    set(on) { choice.value = on ? 'on' : 'off' },
  })
}
