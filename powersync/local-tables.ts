/**
 * A transaction that the server could not read at all (a fault of this program, not of the person).
 * It leaves the queue so that later edits can pass, and is kept here, on this device, so that nothing is lost.
 */
export interface UploadFault {
  id: string
  happened_at: string
  message: string
  /** The transaction as it was sent, as JSON text. */
  ops: string
}

/** Guests whose rows already moved into this account's file, so that a repeated move does nothing. */
export interface GuestMove {
  id: string
  moved_at: string
}

/** How a list is looked at on this device, sorted and filtered. `id` is the list's. */
export interface KeptListView {
  id: string
  /** JSON text. */
  view: string
}

/** Tables that never leave the device. */
export interface LocalOnlyTables {
  upload_faults: UploadFault
  guest_moves: GuestMove
  list_views: KeptListView
}
