import { apiHandler } from '../../http/api-handler.ts'
import { signOutOperator } from '../../inspector/operator.ts'

export default apiHandler(async (event) => {
  signOutOperator(event)
  return { operator: false }
})
