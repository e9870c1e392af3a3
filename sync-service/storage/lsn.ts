/**
 * Positions in Postgres' write-ahead log as text with leading zeros, `XXXXXXXX/XXXXXXXX`, so that the order of texts is the order of positions.
 */
export type Lsn = string

export const FIRST_LSN: Lsn = '00000000/00000000'

/** From the number in a replication message. */
export function lsnFromNumber(position: bigint): Lsn {
  const digits = position.toString(16).toUpperCase().padStart(16, '0')
  return `${digits.slice(0, 8)}/${digits.slice(8)}`
}

/** From Postgres' text form, such as `0/1949B10`. */
export function lsnFromText(text: string): Lsn {
  const [high = '', low = ''] = text.split('/')
  return `${high.toUpperCase().padStart(8, '0')}/${low.toUpperCase().padStart(8, '0')}`
}

export function lsnToNumber(lsn: Lsn): bigint {
  return BigInt(`0x${lsn.replace('/', '')}`)
}
