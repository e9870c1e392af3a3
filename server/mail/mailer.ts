import type { SendMail } from './mail.ts'
import { environment } from '../environment.ts'
import { keepInOutbox } from './outbox.ts'
import { sendBySmtp } from './smtp.ts'

/**
 * How mail leaves: by DRIFTLESS_SMTP_URL, or in development to the log and the outbox page. Undefined where there is no way:
 * then nothing that needs mail is offered. Links in real mail need DRIFTLESS_PUBLIC_URL, because the address that a request
 * names could be anybody's.
 */
export function findMailer(): SendMail | undefined {
  const { smtpUrl, mailFrom, publicOrigin, isDevelopment } = environment
  if (smtpUrl && publicOrigin) return mail => sendBySmtp(smtpUrl, mailFrom, mail)
  return isDevelopment ? keepInOutbox : undefined
}
