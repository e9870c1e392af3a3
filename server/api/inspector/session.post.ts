import { z } from 'zod'
import { apiHandler } from '../../http/api-handler.ts'
import { readValid } from '../../http/read-valid.ts'
import { signInOperator } from '../../inspector/operator.ts'

const body = z.object({ token: z.string().max(500) })

/** Signs an operator in: `{ token }`. */
export default apiHandler(async (event) => {
  const { token } = await readValid(event, body)
  signInOperator(event, token)
  return { operator: true }
})
