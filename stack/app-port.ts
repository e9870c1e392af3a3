import { say } from './bootstrap/say.mjs'
import { freePort } from './ports.ts'

/**
 * The port for the app: the wanted one, or the next that is free on every address (a program on another address of this
 * machine would be mistaken for Driftless).
 */
export async function chooseAppPort(wanted: number, host: string | undefined): Promise<number> {
  const everywhere = ['127.0.0.1', '::1', '0.0.0.0', '::']
  const port = await freePort(wanted, host && !everywhere.includes(host) ? [...everywhere, host] : everywhere)
  if (wanted !== 0 && port !== wanted) say(`Port ${wanted} is taken; using ${port}.`)
  return port
}
