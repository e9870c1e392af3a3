import type { Task } from '../task-list.ts'
import { buildApp } from '../build-app.ts'

/** `npm run build`: builds the app into .output, also when nothing changed. */
const build: Task = async (_args, { stop }) => {
  await buildApp(stop)
  return 0
}

export default build
