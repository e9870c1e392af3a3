/** The labels of a todo's JSON column; whatever else stands there is no label. */
export function labelsIn(json: string | null): string[] {
  if (json === null || json === '' || json === '[]') return []
  try {
    const labels: unknown = JSON.parse(json)
    return Array.isArray(labels) ? labels.filter(label => typeof label === 'string') : []
  }
  catch {
    // Written by another program through another door: shown as a todo without labels.
    return []
  }
}
