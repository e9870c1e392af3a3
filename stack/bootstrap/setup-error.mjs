/** Something about the machine keeps Driftless from starting; the message says what to do. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError'
}
