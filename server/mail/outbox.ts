import type { Mail } from './mail.ts'

export interface KeptMail extends Mail {
  readonly at: Date
}

const kept: KeptMail[] = []
const most = 50

/** In development nothing is sent: the mail is printed, and kept for the page `/dev/mail`. */
export async function keepInOutbox(mail: Mail): Promise<void> {
  kept.unshift({ ...mail, at: new Date() })
  kept.length = Math.min(kept.length, most)
  console.log(`[mail] to ${mail.to}: ${mail.subject}\n${mail.text.replaceAll(/^/gm, '[mail]   ')}`)
}

/** The last mails, newest first. */
export function outbox(): readonly KeptMail[] {
  return kept
}
