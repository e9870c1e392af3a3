/** A title as a short message holds it. */
export function shortened(title: string): string {
  return title.length > 48 ? `${title.slice(0, 47).trimEnd()}…` : title
}
