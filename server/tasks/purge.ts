import { defineTask } from '#imports'
import { useDatabase } from '../database/database.ts'
import { purge } from '../housekeeping/purge.ts'
import { noted } from '../inspector/job-runs.ts'

/** Runs nightly by `nitro.scheduledTasks`. */
export default defineTask({
  meta: { name: 'purge', description: 'Deletes the trash after 30 days, and notes of the server that are of no use any more.' },
  async run() {
    const run = () => purge(useDatabase())
    return { result: await (import.meta.inspector ? noted('purge', run) : run()) }
  },
})
