import { ApiError } from '../http/api-error.ts'
import { apiHandler } from '../http/api-handler.ts'

/** What is not part of the API is answered as the API answers, and not with a page. */
export default apiHandler(async () => {
  throw new ApiError(404, 'not_found', 'There is nothing here.')
})
