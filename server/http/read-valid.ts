import type { H3Event } from 'h3'
import type { z } from 'zod'
import { ApiError } from './api-error.ts'
import { readJson } from './read-json.ts'

const maxBytes = 64_000

/** Reads a small JSON body and checks it. @throws {ApiError} 400 with the field that is wrong, 413 */
export async function readValid<Schema extends z.ZodType>(event: H3Event, schema: Schema): Promise<z.output<Schema>> {
  const { value } = await readJson(event, maxBytes)
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  throw new ApiError(400, 'invalid_body', issue?.message ?? 'The body is not right.', { field: issue?.path.join('.') || 'body' })
}
