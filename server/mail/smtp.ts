import type { Mail } from './mail.ts'
import type { SmtpDialogue } from './smtp-dialogue.ts'
import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { MailError } from './mail.ts'
import { openDialogue } from './smtp-dialogue.ts'

/**
 * Sends one mail by SMTP (RFC 5321): `smtps://user:password@host:465` (TLS from the start) or `smtp://…:587` (STARTTLS where the
 * server offers it; a password is never sent without). @throws {MailError}
 */
export async function sendBySmtp(url: string, from: string, mail: Mail): Promise<void> {
  if (/[\r\n]/.test(mail.to + mail.subject + from)) throw new MailError('An address or a subject of the mail has a line break.')
  const server = new URL(url)
  const smtp = await openDialogue(server)
  try {
    await smtp.expect(220)
    await greet(smtp, server)
    await smtp.say(`MAIL FROM:<${addressIn(from)}>`, 250)
    await smtp.say(`RCPT TO:<${mail.to}>`, 250)
    await smtp.say('DATA', 354)
    await smtp.say(`${compose(from, mail)}\r\n.`, 250)
    await smtp.say('QUIT', 221)
  }
  finally {
    smtp.close()
  }
}

async function greet(smtp: SmtpDialogue, server: URL): Promise<void> {
  const offers = await smtp.say('EHLO driftless', 250)
  if (!smtp.isSecure && /STARTTLS/i.test(offers)) {
    await smtp.say('STARTTLS', 220)
    await smtp.secure(server.hostname)
    await smtp.say('EHLO driftless', 250)
  }
  if (!server.username) return
  if (!smtp.isSecure) throw new MailError('The mail server does not offer TLS, so the password is not sent.')
  const login = `\0${decodeURIComponent(server.username)}\0${decodeURIComponent(server.password)}`
  await smtp.say(`AUTH PLAIN ${Buffer.from(login).toString('base64')}`, 235)
}

/** Body in base64: whatever language the names in it are, no server has to change it. */
function compose(from: string, { to, subject, text }: Mail): string {
  const body = Buffer.from(text.replaceAll('\n', '\r\n')).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
  return [
    `From: ${from}`,
    `To: <${to}>`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@${addressIn(from).split('@')[1] ?? 'driftless'}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'Auto-Submitted: auto-generated',
    '',
    body,
  ].join('\r\n')
}

/** `Driftless <lists@example.com>` or the address alone. */
function addressIn(from: string): string {
  return /<([^>]+)>/.exec(from)?.[1] ?? from
}
