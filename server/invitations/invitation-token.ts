import { createHash, randomBytes } from 'node:crypto'

/** The key in an invitation's link: 256 bits that only the link holds. */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What Postgres keeps of it: a reader of the database cannot join a list. */
export function hashInvitationToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
