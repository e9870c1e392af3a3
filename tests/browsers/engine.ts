/** A browser of one make, started with a profile of its own. */
export interface Engine {
  /** Such as `Firefox 153.0`. */
  readonly name: string
  newTab(): Promise<Tab>
  close(): Promise<void>
}

/** One page in it, driven as a person would: real clicks and key presses. Elements are named by XPath, which every driver knows. */
export interface Tab {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** Resolves when the element is on the screen. */
  see(xpath: string): Promise<void>
  click(xpath: string): Promise<void>
  /** Types into it; `\n` presses Enter. */
  type(xpath: string, text: string): Promise<void>
  /** The value of an expression in the page, awaited, as JSON carries it. */
  evaluate(expression: string): Promise<unknown>
}

export type EngineName = 'chromium' | 'firefox' | 'webkit'

/** How long an element may take to appear, in milliseconds: a start on a busy machine, a sync after coming back. */
export const patience = 30_000

export async function launch(name: EngineName): Promise<Engine> {
  const { launchEngine } = await engines[name]()
  return await launchEngine()
}

const engines: Record<EngineName, () => Promise<{ launchEngine: () => Promise<Engine> }>> = {
  chromium: () => import('./engines/chromium.ts'),
  firefox: () => import('./engines/firefox.ts'),
  webkit: () => import('./engines/webkit.ts'),
}
