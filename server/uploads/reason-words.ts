import type { Reason } from '../../shared/refusal-reason.ts'
import texts from '../../i18n/messages/en/refusal.json' with { type: 'json' }

/** A reason in English: for apps that do not know it, and for whoever reads the API's answers. */
export function reasonWords({ key, values = {}, together = false }: Reason): string {
  const { column, ...others } = values
  const sentence = fill(texts[key], { ...others, ...column !== undefined && { column: columnWords(String(column)) } })
  return together ? fill(texts.together, { reason: sentence }) : sentence
}

/** Columns as a person would call them. */
function columnWords(column: string): string {
  const words: Readonly<Record<string, string>> = texts
  return words[`field_${column}`] ?? column.replaceAll('_', ' ')
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? value.toLocaleString('en-GB') : value
  })
}
