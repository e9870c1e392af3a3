import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Person } from '../support/person.ts'
import type { Dice, EditName } from '../service/convergence/edits.ts'
import type { WrittenText } from '../service/convergence/journal.ts'
import type { TableName } from '../../shared/tables/index.ts'
import type { Network, Weather } from './network.ts'
import { exposeDatabase } from '../support/page-database.ts'
import { killSharedWorkers } from '../support/shared-workers.ts'
import { startNetwork } from './network.ts'

export interface ClientOptions {
  readonly name: string
  readonly person: Person
  readonly hoursAhead: number
  /** The storage of its database; the app's own choice without. */
  readonly vfs?: string
  /** The program that runs in each tab, as text. */
  readonly program: string
}

/** One browser of one person, with tabs that come and go, behind a network of its own. */
export class Client {
  readonly name: string
  readonly person: Person
  readonly network: Network
  readonly #context: BrowserContext
  readonly #program: string
  /** Texts that reached no acknowledgement: they may be there or not. */
  readonly noted: WrittenText[] = []
  weather: Weather = 'up'
  #edits = 0

  static async open(browser: Browser, origin: string, options: ClientOptions): Promise<Client> {
    const network = await startNetwork(origin)
    const context = await browser.newContext({ baseURL: network.origin, viewport: { width: 1280, height: 800 } })
    await context.addCookies(options.person.cookie.split('; ').map((cookie) => {
      const at = cookie.indexOf('=')
      return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: network.origin }
    }))
    await context.addInitScript(exposeDatabase)
    await context.addInitScript(setClock, options.hoursAhead * 3_600_000)
    if (options.vfs) await context.addInitScript(setStorage, [`driftless-${options.person.id}.db`, options.vfs] as const)
    const client = new Client(options, network, context)
    await context.exposeBinding('tortureNote', (_source, text: WrittenText) => void client.noted.push(text))
    return client
  }

  private constructor({ name, person, program }: ClientOptions, network: Network, context: BrowserContext) {
    this.name = name
    this.person = person
    this.#program = program
    this.network = network
    this.#context = context
  }

  get tabs(): Page[] {
    return this.#context.pages()
  }

  async openTab(): Promise<Page> {
    const page = await this.#context.newPage()
    await this.load(page)
    return page
  }

  /** Without a network the page comes from the browser's own store, if it has one. */
  async load(page: Page): Promise<void> {
    await page.goto('/app', { timeout: 20_000, waitUntil: 'domcontentloaded' }).catch(() => undefined)
  }

  /** Makes the torture's program available in the tab, which may have been loaded anew. False where no app is shown. */
  async prepare(page: Page): Promise<boolean> {
    const state = await page.evaluate(() => {
      try {
        window.localDatabase()
        return 'torture' in window ? 'ready' : 'bare'
      }
      catch {
        return 'no app'
      }
    })
    if (state === 'bare') await page.evaluate(this.#program)
    return state !== 'no app'
  }

  /** @returns what the tab said it has */
  async edit(page: Page, name: EditName, dice: Dice): Promise<WrittenText[]> {
    if (!await this.prepare(page)) return []
    const editor = { name: this.name, userId: this.person.id }
    // Room for what one edit writes.
    const earlier = (this.#edits += 3)
    return await page.evaluate(([edit, values, who, count]) => window.torture.edit(edit, values, who, count), [name, dice, editor, earlier] as const)
  }

  /** A text that nobody wrote before. Words that mean nothing to the field for new todos. */
  nextText(): string {
    return `${this.name} says ${++this.#edits}`
  }

  /** Shows a list to which this person may add. False where there is none. */
  async openEditableList(page: Page, dice: number): Promise<boolean> {
    return await this.prepare(page) && await page.evaluate(([me, which]) => window.torture.openEditableList(me, which), [this.person.id, dice] as const)
  }

  async rows(page: Page): Promise<[TableName, Record<string, unknown>[]][]> {
    await this.prepare(page)
    return await page.evaluate(() => window.torture.rows())
  }

  /** What keeps the tab from being in step; empty when nothing does. */
  async unsettled(page: Page): Promise<string> {
    return await this.prepare(page) ? await page.evaluate(() => window.torture.unsettled()) : 'shows no app'
  }

  async setWeather(weather: Weather): Promise<void> {
    this.weather = weather
    this.network.set(weather)
    await this.#context.setOffline(weather === 'down')
  }

  /** Ends every shared worker of this browser, as a crash would. */
  async killWorkers(): Promise<number> {
    const browser = this.#context.browser()
    return browser ? await killSharedWorkers(browser, this.network.origin) : 0
  }

  async close(): Promise<void> {
    await this.#context.close()
    await this.network.stop()
  }
}

function setStorage([file, vfs]: readonly [string, string]): void {
  if (localStorage.getItem('driftless:storage') === null) localStorage.setItem('driftless:storage', JSON.stringify({ [file]: vfs }))
}

/** The page's clock is wrong by so many milliseconds. */
function setClock(ahead: number): void {
  if (ahead === 0) return
  const Real = Date
  const now = () => Real.now() + ahead
  window.Date = new Proxy(Real, {
    construct: (target, args: [] | [number]) => args.length === 0 ? new target(now()) : Reflect.construct(target, args) as Date,
    apply: () => new Real(now()).toString(),
    get: (target, name) => name === 'now' ? now : Reflect.get(target, name) as unknown,
  })
}
