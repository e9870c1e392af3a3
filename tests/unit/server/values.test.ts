import type { Column } from '../../../shared/tables/define-table.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameValue } from '../../../server/uploads/same-value.ts'
import { readValue } from '../../../server/uploads/values.ts'

const column = (kind: Column['kind'], more: Partial<Column> = {}): Column => ({ kind, nullable: true, writer: 'update', ...more })
const read = (definition: Column, input: unknown) => {
  const reading = readValue(definition, input)
  return 'value' in reading ? reading.value : reading.fault.key
}

describe('a value that a device sent', () => {
  it('is a point in time in ISO 8601, and in UTC where it says no zone', () => {
    const time = column('timestamp')
    for (const text of ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z', '2026-01-02 03:04:05', '2026-01-02T04:04:05+01:00', '2026-01-02T03:04:05.000000Z']) {
      expect(read(time, text), text).toEqual(new Date('2026-01-02T03:04:05Z'))
    }
    for (const text of ['now', '2026-02-30T00:00:00Z', '2026-01-02', '2026-01-02T25:00:00Z', '', 0, '+020266-01-01T00:00:00Z']) {
      expect(read(time, text), String(text)).toBe('notATime')
    }
  })

  it('is a day that the calendar has', () => {
    expect(read(column('date'), '2024-02-29')).toBe('2024-02-29')
    for (const text of ['2026-02-29', '2026-13-01', '0000-01-01', '2026-1-1', 20260101]) expect(read(column('date'), text), String(text)).toBe('notADay')
  })

  it('is empty only where it may be', () => {
    expect(read(column('text'), null)).toBeNull()
    expect(read(column('text', { nullable: false }), null)).toBe('empty')
    expect(read(column('text', { nullable: false, min: 1 }), '  ')).toBe('empty')
  })

  it('is always read or refused, whatever it is', () => {
    const kinds = fc.constantFrom('text', 'uuid', 'timestamp', 'date', 'integer', 'json') as fc.Arbitrary<Column['kind']>
    fc.assert(fc.property(kinds, fc.anything(), (kind, input) => {
      const reading = readValue(column(kind, { max: 100 }), input)
      expect('value' in reading || typeof reading.fault.key === 'string').toBe(true)
    }))
  })
})

describe('two values are the same', () => {
  it('however they are written', () => {
    expect(sameValue(column('timestamp'), new Date('2026-01-02T03:04:05.678Z'), '2026-01-02T03:04:05.678901Z')).toBe(true)
    expect(sameValue(column('json'), ['a', 'b'], '["a", "b"]')).toBe(true)
    expect(sameValue(column('uuid'), 'ABCDEF', 'abcdef')).toBe(true)
    expect(sameValue(column('text'), null, undefined)).toBe(true)
    expect(sameValue(column('text'), '', null)).toBe(false)
    expect(sameValue(column('json'), ['a', 'b'], '["b","a"]')).toBe(false)
  })
})
