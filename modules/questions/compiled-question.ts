/**
 * The source of a function that gives the same question as `ask`.
 * @throws TypeError where the words of the question, or one of its parameters, are made of the values
 */
export function compiledQuestion(name: string, ask: unknown): string {
  if (typeof ask !== 'function') throw new TypeError(`${name} is not a question`)
  const [some, others] = ['a', 'b'].map(letter => Array.from({ length: ask.length }, (_, index) => `<${letter}${index}>`)) as [string[], string[]]
  const { sql, parameters } = ask(...some)
  if (sql !== ask(...others).sql) throw new TypeError(`The words of ${name} depend on its values`)
  const names = some.map((_, index) => `v${index}`)
  const sources = parameters.map((parameter: unknown) => {
    const index = typeof parameter === 'string' ? some.indexOf(parameter) : -1
    if (index >= 0) return names[index]
    if (some.some(value => String(parameter).includes(value))) throw new TypeError(`${name} makes a parameter of its values`)
    return JSON.stringify(parameter)
  })
  return `(${names.join(', ')}) => ({ sql: ${JSON.stringify(sql)}, parameters: [${sources.join(', ')}] })`
}
