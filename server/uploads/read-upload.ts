import type { UploadOp } from '../../shared/write-codes.ts'
import { z } from 'zod'
import { uploadLimits } from '../../shared/limits.ts'

export interface UploadTransaction {
  readonly id: string | number
  readonly ops: readonly UploadOp[]
}

export interface Upload {
  readonly client_id: string
  readonly transactions: readonly UploadTransaction[]
}

/** The request is not an upload: a fault of the client program. `field` is the path of what is wrong. */
export class MalformedUpload extends Error {
  readonly code = 'malformed_upload'
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.name = 'MalformedUpload'
    this.field = field
  }
}

/** More than one request may hold; the client sends fewer transactions at a time. */
export class UploadTooLarge extends Error {
  readonly code = 'too_large'

  constructor(message: string) {
    super(message)
    this.name = 'UploadTooLarge'
  }
}

/**
 * Reads the body of an upload request. Only the frame is checked here; what is inside an operation is judged by the
 * rules, so that one bad operation refuses its transaction and not the request.
 * @param bytes the size of the body
 * @throws {MalformedUpload}
 * @throws {UploadTooLarge} for several transactions that are more than 1 MB or 1,000 operations together; one alone may be larger
 */
export function readUpload(body: unknown, bytes: number): Upload {
  const { success, data, error } = uploadSchema.safeParse(body)
  if (!success) {
    const [issue] = error.issues
    throw new MalformedUpload(issue?.path.join('.') || 'body', issue?.message ?? 'The body is not an upload.')
  }
  const ops = data.transactions.reduce((sum, transaction) => sum + transaction.ops.length, 0)
  if (data.transactions.length < 2) return data
  if (ops > uploadLimits.batchOps) throw new UploadTooLarge(`ops: several transactions in a request may have ${uploadLimits.batchOps} operations; these have ${ops}.`)
  if (bytes > uploadLimits.batchBytes) throw new UploadTooLarge(`body: several transactions in a request may have ${uploadLimits.batchBytes} bytes; these have ${bytes}.`)
  return data
}

// Printable text without a NUL, which Postgres cannot store.
const key = (max: number) => z.string().min(1).max(max).regex(/^[^\p{Cc}]+$/u)

const values = z.record(z.string(), z.unknown().refine(value => isShallow(value, 32), 'The value is nested too deep.'))

/** Nobody has to walk, hash or keep what is nested without end. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every(inner => isShallow(inner, levels - 1))
}

const opSchema = z.object({
  op: z.enum(['PUT', 'PATCH', 'DELETE']),
  table: key(100),
  id: key(200),
  data: values.nullish().transform(data => data ?? undefined),
  old: values.nullish().transform(old => old ?? undefined),
  metadata: z.string().nullish().transform(metadata => metadata ?? undefined),
})

const uploadSchema = z.object({
  client_id: key(100),
  transactions: z.array(z.object({
    id: z.union([z.number().int(), key(100)]),
    ops: z.array(opSchema),
  })).max(uploadLimits.batchOps),
})
