import type { Task } from '../task-list.ts'
import { ensureBuild, builtApp } from '../build-app.ts'
import { loadDotEnv, readConfiguration } from '../configuration.ts'
import { prepareDataDirectory } from '../data-directory.ts'
import { supervise } from '../supervise.ts'

/** `npm start`: the whole product, built, until Ctrl-C. */
const start: Task = async (_args, interruption) => {
  loadDotEnv()
  const configuration = readConfiguration(process.env)
  await ensureBuild(interruption.stop)
  prepareDataDirectory(configuration.dataDir)
  // What the processes keep in the data directory is nobody else's to read.
  process.umask(0o077)
  process.env.NODE_ENV ??= 'production'
  return await supervise(configuration, () => [builtApp], interruption)
}

export default start
