import type { Task } from '../task-list.ts'
import { join } from 'node:path'
import { loadDotEnv, readConfiguration } from '../configuration.ts'
import { root } from '../root.ts'
import { supervise } from '../supervise.ts'

/** `npm run dev`: the same as `npm start` with Nuxt's development server in the app's place. Arguments go to it. */
const dev: Task = async (args, interruption) => {
  loadDotEnv()
  const nuxt = join(root, 'node_modules', 'nuxt', 'bin', 'nuxt.mjs')
  return await supervise(readConfiguration(process.env), ({ port, host }) => [nuxt, 'dev', '--no-fork', `--port=${port}`, `--host=${host}`, ...args], interruption)
}

export default dev
