import { apiHandler } from '../../http/api-handler.ts'
import { isAtOwnMachine, isOperator } from '../../inspector/operator.ts'

/** `{ operator, sign_in }`: whether the server's inside may be looked at, and whether signing in has to do with it. */
export default apiHandler(async event => ({ operator: isOperator(event), sign_in: !isAtOwnMachine(event) }))
