import { selectAgendaCounts } from '../queries/agenda.ts'
import { selectLists } from '../queries/lists.ts'
import { selectProfile } from '../queries/profiles.ts'
import { selectUploadFaults } from '../queries/upload-faults.ts'
import { selectWriteProblems } from '../queries/write-problems.ts'
import { question } from './question.ts'

export const listsOf = question((db, me: string) => selectLists(db, me))
export const agendaCountsOf = question((db, me: string, today: string) => selectAgendaCounts(db, me, today))
export const profileOf = question((db, id: string) => selectProfile(db, id))
export const writeProblems = question(db => selectWriteProblems(db))
export const uploadFaults = question(db => selectUploadFaults(db))
