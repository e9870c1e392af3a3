import { computed, readonly, ref } from 'vue'
import { AccountError } from '~/composables/useAccount'

/** Runs an act of the account's and keeps why it failed, to be said at the field that it is about or above the form. */
export function useAccountAct() {
  const isBusy = ref(false)
  const problem = ref<{ field?: string, message: string } | null>(null)

  /** @returns whether it was done; a second call while one runs does nothing */
  async function run(act: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    problem.value = null
    try {
      await act()
      return true
    }
    catch (error) {
      if (!(error instanceof AccountError)) throw error
      problem.value = { field: error.field, message: error.message }
      return false
    }
    finally {
      isBusy.value = false
    }
  }

  return {
    isBusy: readonly(isBusy),
    run,
    refuse: (field: string, message: string) => { problem.value = { field, message } },
    problemAt: (field: string) => problem.value?.field === field ? problem.value.message : null,
    /** What is about no field. */
    problem: computed(() => problem.value && !problem.value.field ? problem.value.message : null),
  }
}
