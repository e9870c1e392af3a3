import type { Task } from '../task-list.ts'
import { say } from '../bootstrap/say.mjs'
import { ensureBuild } from '../build-app.ts'
import { checkStyleAndTypes } from '../checks.ts'
import { ensureChromium } from '../chromium.ts'
import { runProgram } from '../program.ts'
import { packageProgram } from '../root.ts'

const projects = ['unit', 'nuxt', 'service', 'e2e']

/**
 * `npm test`: style and types, then the tests, the quick ones first, then the end-to-end tests in Chromium against the built app.
 * `npm test -- unit service` runs these projects only; other arguments (files, `-t name`) go to Vitest as they are.
 */
const test: Task = async (args, { stop }) => {
  if (args.length > 0) return await runSome(args, stop)
  const chromium = await ensureChromium(stop)
  await checkStyleAndTypes(stop)
  const code = await vitest(['--project=unit', '--project=nuxt', '--project=service'], stop, chromium)
  if (code !== 0 || stop.aborted) return code
  await ensureBuild(stop)
  say('Running the end-to-end tests in Chromium …')
  return await vitest(['--project=e2e'], stop, chromium)
}

async function runSome(args: string[], stop: AbortSignal): Promise<number> {
  const selection = args.map(arg => projects.includes(arg) ? `--project=${arg}` : arg)
  // Without a file or a project that says otherwise the end-to-end tests may be among them.
  const withBrowser = args.some(arg => arg === 'e2e' || /tests\/(e2e|browsers)/.test(arg)) || !args.some(arg => projects.includes(arg) || arg.includes('tests/'))
  if (!withBrowser) return await vitest(selection, stop)
  const chromium = await ensureChromium(stop)
  await ensureBuild(stop)
  return await vitest(selection, stop, chromium)
}

function vitest(args: string[], signal: AbortSignal, chromium?: string): Promise<number> {
  return runProgram(packageProgram('vitest'), ['run', ...args], { signal, environment: { ...process.env, ...chromium && { CHROMIUM_PATH: chromium } } })
}

export default test
