import type { Socket } from 'node:net'
import { once } from 'node:events'
import { connect as connectPlain } from 'node:net'
import { createInterface } from 'node:readline'
import { connect as connectTls } from 'node:tls'
import { MailError } from './mail.ts'

/** Question and answer with a mail server. */
export interface SmtpDialogue {
  readonly isSecure: boolean
  /** Says a line and answers what the server says, if it is the code that is expected. @throws {MailError} */
  say(line: string, code: number): Promise<string>
  expect(code: number): Promise<string>
  /** Goes on over TLS. */
  secure(hostname: string): Promise<void>
  close(): void
}

/** A server that says nothing for so long is gone. */
const patience = 15_000

export async function openDialogue(server: URL): Promise<SmtpDialogue> {
  let isSecure = server.protocol === 'smtps:'
  const port = Number(server.port || (isSecure ? 465 : 587))
  let socket: Socket = isSecure ? connectTls({ host: server.hostname, port, servername: server.hostname }) : connectPlain(port, server.hostname)
  await settle(socket, isSecure ? 'secureConnect' : 'connect')
  let answers = answersOf(socket)

  async function expect(code: number): Promise<string> {
    const { value } = await answers.next()
    if (value?.startsWith(String(code))) return value
    throw new MailError(`The mail server answered "${value?.split('\n')[0] ?? 'nothing'}" where ${code} was expected.`)
  }

  return {
    get isSecure() { return isSecure },
    expect,
    async say(line, code) {
      socket.write(`${line}\r\n`)
      return expect(code)
    },
    async secure(hostname) {
      socket = connectTls({ socket, servername: hostname })
      await settle(socket, 'secureConnect')
      isSecure = true
      answers = answersOf(socket)
    },
    close: () => socket.destroy(),
  }
}

async function settle(socket: Socket, event: string): Promise<void> {
  socket.setTimeout(patience, () => socket.destroy(new MailError('The mail server does not answer.')))
  try {
    await once(socket, event)
  }
  catch (cause) {
    throw new MailError('The mail server cannot be reached.', cause)
  }
}

/** An answer may have several lines: all but the last have a dash after the code. */
async function* answersOf(socket: Socket): AsyncGenerator<string, undefined> {
  let lines: string[] = []
  for await (const line of createInterface({ input: socket })) {
    lines.push(line)
    if (/^\d{3}-/.test(line)) continue
    yield lines.join('\n')
    lines = []
  }
}
