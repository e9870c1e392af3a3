import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const AFTER_BYTES = 16 * 1024 * 1024

setFlagsFromString('--expose-gc')
const collect: (options: { type: 'minor' }) => void = runInNewContext('gc')
let allocated = 0

/**
 * Counts bytes of buffers that are used once. They lie outside V8's heap, of which they fill nothing, so V8 lets 64 MB of them come together
 * before it looks; a collection of young objects, a millisecond long, frees them earlier.
 */
export function noteShortLived(bytes: number): void {
  allocated += bytes
  if (allocated < AFTER_BYTES) return
  allocated = 0
  collect({ type: 'minor' })
}
