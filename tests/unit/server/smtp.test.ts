import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { MailError } from '../../../server/mail/mail.ts'
import { sendBySmtp } from '../../../server/mail/smtp.ts'

/** A mail server that says what it is told to, by the first word of what it hears. */
async function startMailServer(answers: Record<string, string>) {
  const heard: string[] = []
  const server = createServer((socket: Socket) => {
    let inData = false
    socket.write('220-hello\r\n220 ready\r\n')
    createInterface({ input: socket }).on('line', (line) => {
      heard.push(line)
      if (inData && line !== '.') return
      const word = inData ? '.' : line.split(' ')[0] ?? ''
      inData = word === 'DATA'
      socket.write(`${answers[word] ?? '250 ok'}\r\n`)
    })
    socket.on('error', () => {})
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise(resolve => server.close(resolve)))
  return { heard, url: (login = '') => `smtp://${login}127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()))
})

const usual = { EHLO: '250-mail\r\n250 SIZE 100000', DATA: '354 go on', QUIT: '221 bye' }
const mail = { to: 'ann@example.com', subject: 'Grüße', text: 'One\n.\nTwo ✓\n' }

describe('a mail', () => {
  it('is handed to the mail server, whatever characters it has', async () => {
    const server = await startMailServer(usual)
    await sendBySmtp(server.url(), 'Driftless <lists@example.com>', mail)
    expect(server.heard).toContain('MAIL FROM:<lists@example.com>')
    expect(server.heard).toContain('RCPT TO:<ann@example.com>')
    expect(server.heard.find(line => line.startsWith('Subject:'))).toMatch(/^Subject: =\?UTF-8\?Q\?Gr=C3=BC=C3=9Fe\?=$/)
    expect(server.heard).toContain('Two =E2=9C=93')
  })

  it('that the server does not want is an error with its words', async () => {
    const server = await startMailServer({ ...usual, RCPT: '550 no such person' })
    await expect(sendBySmtp(server.url(), 'a@b.c', mail)).rejects.toThrow(/550 no such person/)
  })

  it('is never sent with a password in the open', async () => {
    const server = await startMailServer(usual)
    await expect(sendBySmtp(server.url('me:secret@'), 'a@b.c', mail)).rejects.toThrow(MailError)
    expect(server.heard.join()).not.toContain('AUTH')
  })

  it('cannot smuggle orders in', async () => {
    const server = await startMailServer(usual)
    await sendBySmtp(server.url(), 'a@b.c', { ...mail, to: 'x@y.z>\r\nRCPT TO:<evil@y.z', subject: 'Hi\r\nBcc: evil@y.z' }).catch(() => {})
    expect(server.heard.filter(line => /^(?:RCPT TO:<evil|Bcc:)/.test(line))).toEqual([])
  })

  it('says when the mail server cannot be reached', async () => {
    await expect(sendBySmtp('smtp://127.0.0.1:9', 'a@b.c', mail)).rejects.toThrow(MailError)
  })
})
