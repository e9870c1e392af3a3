import type { Ref } from 'vue'
import { useDatabase } from '~/composables/useDatabase'

/** How long opening may take before it is spoken of, in milliseconds: by then a worker that hangs was replaced once (plugins/powersync/worker-watch.ts). */
const patience = 15_000
const every = 1_000

/** Whether the database of this device has been opening for so long that a person should be told. It takes that back when it opens after all. */
export function useIsUnopened(): Readonly<Ref<boolean>> {
  const { powersync } = useDatabase()
  const isUnopened = shallowRef(false)
  let waited = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function look() {
    waited += every
    const isOpen = powersync.value?.ready === true
    isUnopened.value = !isOpen && waited >= patience
    if (isOpen) clearInterval(timer)
  }

  onMounted(() => { timer = setInterval(look, every) })
  onScopeDispose(() => clearInterval(timer))
  return shallowReadonly(isUnopened)
}
