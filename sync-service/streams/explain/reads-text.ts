import type { SourceValue } from '../sync-config.ts'
import type { Expression, ExpressionSource } from './expression.ts'
import { sourcesOf } from './expression.ts'
import { sourceText } from './expression-text.ts'
import { valueText } from './value-text.ts'

/** The values that an expression reads: `archived_at is NULL, kind is "x"`. */
export function readsText(expression: Expression, value: (source: ExpressionSource) => SourceValue | undefined): string {
  const texts = sourcesOf(expression).map((source) => {
    const read = value(source)
    return read === undefined && !('column' in source) ? `of ${sourceText(source)}` : `${sourceText(source)} is ${valueText(read)}`
  })
  return texts.length > 0 ? texts.join(', ') : 'It is the same for every row.'
}
