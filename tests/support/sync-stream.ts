import type { Bucket } from './bucket.ts'
import { applyOperations, bucketIn } from './bucket.ts'
import { until } from './until.ts'

export interface StreamLine {
  checkpoint?: { last_op_id: string, write_checkpoint?: string, buckets: BucketLine[], streams: { name: string, is_default: boolean, errors: unknown[] }[] }
  checkpoint_diff?: { last_op_id: string, write_checkpoint?: string, removed_buckets: string[], updated_buckets: BucketLine[] }
  data?: { bucket: string, after: string, has_more: boolean, next_after: string, data: OperationLine[] }
  checkpoint_complete?: { last_op_id: string }
  partial_checkpoint_complete?: { last_op_id: string, priority: number }
  token_expires_in?: number
}

export interface BucketLine { bucket: string, checksum: number, count: number, priority: number, subscriptions: unknown[] }
export interface OperationLine { op_id: string, op: string, object_type?: string, object_id?: string, checksum: number, subkey?: string, data?: string | null }

export interface OpenStream {
  endpoint: string
  token: string
  body?: Record<string, unknown>
  headers?: Record<string, string>
}

/** A raw NDJSON stream that keeps what it was sent, as a client would apply it. */
export async function openStream({ endpoint, token, body = {}, headers = {} }: OpenStream) {
  const stop = new AbortController()
  const response = await fetch(`${endpoint}/sync/stream`, {
    method: 'POST',
    headers: { 'authorization': `Token ${token}`, 'content-type': 'application/json', 'accept-encoding': 'identity', ...headers },
    body: JSON.stringify({ raw_data: true, ...body }),
    signal: stop.signal,
  })
  if (!response.ok) throw Object.assign(new Error(`${response.status}`), { status: response.status, body: await response.text() })
  const lines: StreamLine[] = []
  let ended = false
  const reading = read(response, line => lines.push(line)).catch(() => undefined).finally(() => {
    ended = true
  })
  const view = new StreamView(lines)
  return {
    response,
    lines,
    get ended() {
      return ended
    },
    /** Rows by type and id, as of the last complete checkpoint. */
    rows: (type: string) => view.rows(type),
    checksumsAgree: () => view.checksumsAgree(),
    until: (test: (lines: StreamLine[]) => unknown, what = 'a line') => until(() => test(lines), { what, within: 15_000, every: 5 }),
    completed: (count = 1) => until(() => lines.filter(line => line.checkpoint_complete).length >= count, { what: `${count} complete checkpoints`, within: 15_000, every: 5 }),
    async close() {
      stop.abort()
      await reading
    },
  }
}

async function read(response: Response, onLine: (line: StreamLine) => void): Promise<void> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body!) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part) onLine(JSON.parse(part))
  }
}

/** What a client makes of the lines. */
export class StreamView {
  readonly #lines: StreamLine[]

  constructor(lines: StreamLine[]) {
    this.#lines = lines
  }

  rows(type: string): Map<string, Record<string, unknown>> {
    const { buckets } = this.#apply()
    const rows = new Map<string, Record<string, unknown>>()
    for (const bucket of buckets.values()) {
      for (const operation of bucket.rows.values()) {
        if (operation.object_type === type) rows.set(operation.object_id!, JSON.parse(operation.data!))
      }
    }
    return rows
  }

  checksumsAgree(): boolean {
    const { buckets, announced } = this.#apply()
    return [...announced].every(([name, { checksum }]) => ((buckets.get(name)?.sum ?? 0) | 0) === (checksum | 0))
  }

  #apply() {
    const buckets = new Map<string, Bucket>()
    const announced = new Map<string, BucketLine>()
    const upTo = this.#lines.findLastIndex(line => line.checkpoint_complete)
    for (const line of this.#lines.slice(0, upTo + 1)) {
      for (const bucket of line.checkpoint?.buckets ?? line.checkpoint_diff?.updated_buckets ?? []) announced.set(bucket.bucket, bucket)
      for (const name of line.checkpoint_diff?.removed_buckets ?? []) {
        announced.delete(name)
        buckets.delete(name)
      }
      if (line.data) applyOperations(bucketIn(buckets, line.data.bucket), line.data.data)
    }
    return { buckets, announced }
  }
}
