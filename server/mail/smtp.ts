import type { Mail } from './mail.ts'
import { createTransport } from 'nodemailer'
import { MailError } from './mail.ts'

/**
 * Hands a mail to a mail server: `smtps://user:password@host:465` (TLS from the start) or `smtp://…:587` (STARTTLS where the server
 * offers it; with a password only over TLS). @throws {MailError}
 */
export async function sendBySmtp(url: string, from: string, { to, subject, text }: Mail): Promise<void> {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    requireTLS: username !== '',
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  try {
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text })
  }
  catch (cause) {
    throw new MailError(`The mail server did not take the mail: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
  }
  finally {
    transport.close()
  }
}

/** Milliseconds; a server that says nothing for so long is gone. */
const patience = 15_000
