import type pg from 'pg'
import type { ValueFormat } from '../streams/sync-config.ts'
import type { ValueType } from './value-types.ts'
import {
  arrayType,
  booleanType,
  bytesType,
  compositeType,
  integerType,
  jsonType,
  multirangeType,
  rangeType,
  realType,
  textType,
  timestampType,
  timeType,
} from './value-types.ts'

interface TypeRow {
  oid: number
  name: string
  kind: string
  category: string
  element: number
  delimiter: string
  base: number
  bound: number
  members: { name: string, oid: number }[] | null
}

const QUERY = `
SELECT t.oid::int8::float8 AS oid, t.typname AS name, t.typtype AS kind, t.typcategory AS category,
  CASE WHEN t.typsubscript = 'array_subscript_handler'::regproc AND t.typlen = -1 THEN t.typelem::int8::float8 ELSE 0 END AS element,
  coalesce(e.typdelim, ',') AS delimiter, t.typbasetype::int8::float8 AS base,
  coalesce((SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid), (SELECT r.rngsubtype FROM pg_range r WHERE r.rngmultitypid = t.oid), 0)::int8::float8 AS bound,
  CASE WHEN t.typtype = 'c' AND c.relkind = 'c' THEN (SELECT json_agg(json_build_object('name', a.attname, 'oid', a.atttypid::int8) ORDER BY a.attnum)
    FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END AS members
FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem LEFT JOIN pg_class c ON c.oid = t.typrelid`

const FIRST_USER_OID = 16_384

/** Knows how the values of every type of the database are converted; types made later are loaded when they first appear. */
export class TypeCatalog {
  readonly #format: ValueFormat
  readonly #rows = new Map<number, TypeRow>()
  readonly #types = new Map<number, ValueType>()
  readonly #real: ValueType

  /** @param onLost hears of each value that clients get as null: NaN and Infinity */
  constructor(format: ValueFormat, onLost: (text: string) => void = () => {}) {
    this.#format = format
    this.#real = realType(onLost)
  }

  knows(oid: number): boolean {
    return this.#rows.has(oid)
  }

  async load(client: pg.Client): Promise<void> {
    const { rows } = await client.query<TypeRow>(QUERY)
    this.#types.clear()
    this.#rows.clear()
    for (const row of rows) this.#rows.set(row.oid, row)
  }

  /** How values of the type are converted; a type that is not known stays text. */
  type(oid: number): ValueType {
    const known = this.#types.get(oid)
    if (known) return known
    const row = this.#rows.get(oid)
    const type = row ? this.#build(row) : textType
    this.#types.set(oid, type)
    return type
  }

  #build(row: TypeRow): ValueType {
    // Without `custom_postgres_types` the database's own types stay what Postgres prints.
    const custom = row.oid >= FIRST_USER_OID || row.kind === 'r' || row.kind === 'm'
    if (custom && !this.#format.customTypes) return textType
    if (row.kind === 'd') return this.type(row.base)
    if (row.kind === 'r') return rangeType(this.type(row.bound))
    if (row.kind === 'm') return multirangeType(this.type(row.bound))
    if (row.members) return compositeType(row.members.map(({ name, oid }) => ({ name, type: this.type(oid) })))
    if (row.element !== 0 && row.category === 'A') return arrayType(this.type(row.element), row.delimiter)
    return this.#scalar(row.name)
  }

  #scalar(name: string): ValueType {
    switch (name) {
      case 'bool': return booleanType
      case 'int2': case 'int4': case 'int8': case 'oid': return integerType
      case 'float4': case 'float8': return this.#real
      case 'json': case 'jsonb': return jsonType
      case 'bytea': return bytesType
      case 'timestamp': return timestampType(this.#format, false)
      case 'timestamptz': return timestampType(this.#format, true)
      case 'time': return timeType(this.#format)
      default: return textType
    }
  }
}
