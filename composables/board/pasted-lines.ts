/** Lines without the bullets, numbers and boxes that lists are written with. */
export function pastedLines(pasted: string): string[] {
  return pasted.split(/\r?\n/).map(line => line.replace(/^\s*(?:[-*•]\s+)?(?:\[[ x]?\]\s*)?(?:\d+[.)]\s+)?/i, '').trim().slice(0, 500)).filter(Boolean)
}
