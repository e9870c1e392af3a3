/** Letters of a title, at most. */
export const longestTitle = 500

/**
 * Lines without the bullets, numbers and boxes that lists are written with.
 *
 * @returns the lines, and how many of them were longer than a title may be and are shortened
 */
export function pastedLines(pasted: string): { titles: string[], cut: number } {
  const lines = pasted.split(/\r?\n/).map(line => line.replace(bullets, '').trim()).filter(Boolean)
  return { titles: lines.map(line => line.slice(0, longestTitle)), cut: lines.filter(line => line.length > longestTitle).length }
}

const bullets = /^\s*(?:[-*+•◦‣·–—]\s+)?(?:\[[ x]?\]\s*|[☐☑☒✓✔▢□]\s*)?(?:\d+[.)]\s+)?/i
