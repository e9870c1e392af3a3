import type { Relation } from './pgoutput.ts'
import type { CatalogTable } from './source-tables.ts'

/** What a table looks like at some moment, be it told by the catalog or by the change stream. */
export interface TableShape {
  oid: number
  schema: string
  name: string
  columns: { name: string, typeOid: number, toastable: boolean }[]
  /** Indexes of the columns that tell rows apart. */
  identity: number[]
  toastTarget: number
}

export function shapeOfCatalog({ oid, schema, name, columns, replicaIdentity, toastTarget }: CatalogTable): TableShape {
  return {
    oid, schema, name, toastTarget,
    columns: columns.map(column => ({ name: column.name, typeOid: column.typeOid, toastable: column.toastable })),
    identity: identityColumns(columns, replicaIdentity),
  }
}

/** Where the change stream is silent (keys under FULL, how values are stored) the catalog helps. */
export function shapeOfRelation(relation: Relation, catalog: CatalogTable | undefined): TableShape {
  const inCatalog = (name: string) => catalog?.columns.find(column => column.name === name)
  const flagged = relation.columns.flatMap(({ inIdentity }, index) => inIdentity ? [index] : [])
  const trusted = (relation.replicaIdentity === 'd' || relation.replicaIdentity === 'i') && flagged.length > 0
  return {
    oid: relation.oid,
    schema: relation.schema,
    name: relation.name,
    columns: relation.columns.map(({ name, typeOid }) => ({ name, typeOid, toastable: inCatalog(name)?.toastable ?? true })),
    identity: trusted
      ? flagged
      : identityColumns(relation.columns.map(({ name }) => inCatalog(name) ?? { inPrimaryKey: false, inIdentityIndex: false }), relation.replicaIdentity),
    toastTarget: catalog?.toastTarget ?? 128,
  }
}

/** Equal signatures: rows that were read under one shape are valid under the other. */
export function signatureOf({ columns, identity }: TableShape): string {
  return JSON.stringify([identity.map(index => columns[index]?.name), columns.map(({ name, typeOid }) => [name, typeOid])])
}

/** Whether rows are still told apart by the same columns. */
export function sameIdentity(signature: string, other: string): boolean {
  const identityOf = (text: string) => JSON.stringify((JSON.parse(text) as unknown[])[0])
  return identityOf(signature) === identityOf(other)
}

function identityColumns(columns: { inPrimaryKey: boolean, inIdentityIndex: boolean }[], replicaIdentity: string): number[] {
  const chosen = columns.flatMap((column, index) => (replicaIdentity === 'i' ? column.inIdentityIndex : column.inPrimaryKey) ? [index] : [])
  return chosen.length > 0 ? chosen : columns.map((_, index) => index)
}
