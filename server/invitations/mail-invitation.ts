import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { LetterWords } from '../mail/letter-words.ts'
import { AttemptCounter } from '../auth/attempt-counter.ts'
import { ApiError } from '../http/api-error.ts'
import { invitationLetter } from '../mail/letters.ts'
import { MailError } from '../mail/mail.ts'
import { findMailer } from '../mail/mailer.ts'

export interface InvitationMail {
  readonly inviter: { readonly id: string, readonly name: string }
  readonly listId: string
  readonly email: string
  readonly url: string
  /** The words of the inviter's language. */
  readonly words: LetterWords
}

/** Nobody makes this server write to strangers without end. */
const letters = new AttemptCounter({ max: 30, windowMs: 60 * 60_000 })

/** Mails an invitation, where this server can send mail; answers whether it did. @throws {ApiError} 429, 502 */
export async function mailInvitation(db: Kysely<Database>, { inviter, listId, email, url, words }: InvitationMail): Promise<boolean> {
  const send = findMailer()
  if (!send) return false
  const wait = letters.count(inviter.id)
  if (wait > 0) throw new ApiError(429, 'too_many_mails', 'You sent many invitations by mail in the last hour. Copy the link instead.', { retryAfter: wait })
  const { name } = await db.selectFrom('lists').select('name').where('id', '=', listId).executeTakeFirstOrThrow()
  try {
    await send(invitationLetter(words, email, inviter.name.replaceAll(/\s+/g, ' '), name.replaceAll(/\s+/g, ' '), url))
    return true
  }
  catch (cause) {
    if (cause instanceof MailError) throw new ApiError(502, 'mail', 'The mail could not be sent. Copy the link instead, or try again.', { cause })
    throw cause
  }
}
