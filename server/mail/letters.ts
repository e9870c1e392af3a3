import type { LetterWords } from './letter-words.ts'
import type { Mail } from './mail.ts'

/** The mail with the link that sets a new password. */
export function passwordResetLetter(words: LetterWords, to: string, name: string, url: string): Mail {
  return { to, subject: words('resetSubject'), text: words('resetText', { name, url }) }
}

/** The mail with an invitation's link. */
export function invitationLetter(words: LetterWords, to: string, inviter: string, list: string, url: string): Mail {
  return { to, subject: words('invitationSubject', { inviter, list }), text: words('invitationText', { inviter, list, url }) }
}
