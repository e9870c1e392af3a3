import type { Translate } from '../../i18n/translate.ts'
import type { Mail } from './mail.ts'

/** The mail with the link that sets a new password. */
export function passwordResetLetter(t: Translate, to: string, name: string, url: string): Mail {
  return { to, subject: t('mail.resetSubject'), text: t('mail.resetText', { name, url }) }
}

/** The mail with an invitation's link. */
export function invitationLetter(t: Translate, to: string, inviter: string, list: string, url: string): Mail {
  return { to, subject: t('mail.invitationSubject', { inviter, list }), text: t('mail.invitationText', { inviter, list, url }) }
}
