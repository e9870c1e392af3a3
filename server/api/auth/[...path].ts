import { apiHandler } from '../../http/api-handler.ts'
import { answerAuth } from '../../auth/answer-auth.ts'

/** better-auth: sign-up, sign-in, sign-out, sessions, password. */
export default apiHandler(answerAuth)
