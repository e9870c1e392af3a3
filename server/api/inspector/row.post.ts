import { z } from 'zod'
import { requireSession } from '../../auth/require-session.ts'
import { useDatabase } from '../../database/database.ts'
import { apiHandler } from '../../http/api-handler.ts'
import { readValid } from '../../http/read-valid.ts'
import { explainRow } from '../../inspector/explain-row.ts'
import { isOperator, requireOperator } from '../../inspector/operator.ts'

const question = z.object({
  table: z.string().min(1).max(100),
  id: z.string().min(1).max(200),
  user_id: z.string().max(100).optional(),
  subscriptions: z.array(z.object({ stream: z.string(), parameters: z.record(z.string(), z.unknown()).nullable() })).max(100).optional(),
})

/** Why a row is, or is not, with me; an operator may ask for anybody. */
export default apiHandler(async (event) => {
  const asked = await readValid(event, question)
  if (asked.user_id !== undefined && isOperator(event)) return explainRow(useDatabase(), asked.user_id, asked, true)
  const { id } = await requireSession(event)
  if (asked.user_id !== undefined && asked.user_id !== id) requireOperator(event)
  return explainRow(useDatabase(), id, asked, isOperator(event))
})
