/** The labels of a row, which SQLite holds as JSON text. What is no list of texts holds none. */
export function labelsIn(json: string | null): string[] {
  if (!json) return []
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value.filter(label => typeof label === 'string') : []
  }
  catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}
