import type { Verification } from '~/powersync/diagnostics/verify-local'
import { computed } from 'vue'
import { useAccount } from '~/composables/useAccount'
import { useDatabase } from '~/composables/useDatabase'
import { useDeviceStorage } from '~/composables/useDeviceStorage'
import { useSyncStatus } from '~/composables/useSyncStatus'
import { useWords } from '~/composables/useWords'
import { version } from '~/package.json'
import { openOptionsOf } from './open-options'
import { reportText } from './report-text'
import { useDeviceFacts } from './useDeviceFacts'

/** The report for whoever helps, as it stands at this moment. @param verification what was found, if anybody has looked */
export function useReport(verification: () => Verification | null) {
  const { powersync } = useDatabase()
  const { account } = useAccount()
  const { phase, lastSyncedAt } = useSyncStatus()
  const { isInMemory, isPersistent, estimate } = useDeviceStorage()
  const { facts } = useDeviceFacts()
  const { language } = useWords()
  const open = computed(() => powersync.value && openOptionsOf(powersync.value))

  return {
    open,
    report: () => reportText({
      at: new Date(),
      version,
      sdk: powersync.value?.ready ? powersync.value.sdkVersion : null,
      userAgent: navigator.userAgent,
      language: language.value.code,
      isOnline: navigator.onLine,
      hasAccount: account.value !== null,
      phase: phase.value,
      lastSyncedAt: lastSyncedAt.value,
      errors: [powersync.value?.currentStatus.uploadError, powersync.value?.currentStatus.downloadError].filter(error => error !== undefined && error !== null),
      isInMemory: isInMemory.value,
      isPersistent: isPersistent.value,
      estimate: estimate.value,
      open: open.value,
      device: facts.value,
      verification: verification(),
    }),
  }
}
