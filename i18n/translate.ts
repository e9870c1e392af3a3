import type { MessageKey } from './message-key.ts'

/** The text of a key. Numbers among the values are written as the language writes them, and `count` chooses the plural form. */
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string
