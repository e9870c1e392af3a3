import type { Database } from '../../../powersync/kysely.ts'

/** Whoever edits: a device of its own, or a tab of a browser. */
export interface Editor {
  readonly name: string
  readonly userId: string
  readonly db: Database
}

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
  /** How many texts were written before by the same editors. */
  readonly #earlier: number

  constructor(earlier = 0) {
    this.#earlier = earlier
  }

  next(device: Editor): string {
    return `${device.name} #${this.#earlier + this.texts.length + 1}`
  }

  /** Resolves when the text is written down where it outlives the device: what replaces another text waits for it before it is committed. */
  async add(device: Editor, table: WrittenText['table'], rowId: string, text: string, replaced: string | null): Promise<void> {
    this.texts.push({ device: device.name, userId: device.userId, table, rowId, text, replaced })
  }
}
