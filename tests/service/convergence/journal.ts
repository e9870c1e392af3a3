import type { Device } from './device.ts'

/** A text that a person wrote somewhere. Each is unlike all others, so that its fate can be followed. */
export interface WrittenText {
  readonly device: string
  readonly userId: string
  readonly table: 'todos' | 'lists'
  readonly rowId: string
  readonly text: string
  /** What stood there on the device before: whoever replaces a text that they saw takes nothing from its author unseen. */
  readonly replaced: string | null
}

/** Everything that was written in one run. */
export class Journal {
  readonly texts: WrittenText[] = []

  next(device: Device): string {
    return `${device.name} #${this.texts.length + 1}`
  }

  add(device: Device, table: WrittenText['table'], rowId: string, text: string, replaced: string | null): void {
    this.texts.push({ device: device.name, userId: device.userId, table, rowId, text, replaced })
  }
}
