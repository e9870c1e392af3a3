/** A person as this device knows them. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
}
