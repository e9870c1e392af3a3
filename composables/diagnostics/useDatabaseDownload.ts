import { offerDownload } from '~/composables/account/offer-download'
import { useDatabase } from '~/composables/useDatabase'
import { isoDay } from '~/composables/useDayWords'
import { dumpSql } from '~/powersync/diagnostics/dump-sql'

/** Hands this account's whole local database to the person, as SQL. */
export function useDatabaseDownload() {
  const { opened, powersync } = useDatabase()

  return {
    async download() {
      await opened()
      if (powersync.value) offerDownload(`driftless-${isoDay(new Date())}.sql`, 'application/sql', await dumpSql(powersync.value))
    },
  }
}
